/** The head of a page, ready to print: everything is text and is escaped by the layout. */
export interface HeadView {
  /** With the site's name. */
  readonly title: string;
  readonly description: string | undefined;
  readonly canonical: string;
  readonly robots: string;
  readonly meta: readonly { readonly name?: string; readonly property?: string; readonly content: string }[];
  readonly links: readonly {
    readonly rel: string;
    readonly href: string;
    readonly type?: string;
    readonly title?: string;
    readonly hreflang?: string;
  }[];
  /** JSON, already safe inside a `<script>`. */
  readonly structuredData: readonly string[];
}
