import type { ScreenWords } from "./words.ts";

/**
 * The screens that the configuration is made for.
 *
 * Decap has fields of our own for what its own do badly; Sveltia has the plain ones of both.
 */
export type Screen = "decap" | "sveltia";

/** A field of the form. What Decap does not know it hands to the field unchanged. */
export interface ScreenField {
  readonly name: string;
  readonly label: string;
  readonly widget: string;
  readonly required: boolean;
  readonly hint?: string;
  readonly [option: string]: unknown;
}

/** What writers choose from. */
export interface Choices {
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  readonly authors: readonly { readonly id: string; readonly name: string }[];
  /** Topics as they are written, the most used first. */
  readonly topics: readonly string[];
}

/** What fields are made with. */
export interface FieldSettings {
  readonly screen: Screen;
  readonly words: ScreenWords;
  readonly choices: Choices;
  /** Of the site: IANA. */
  readonly zone: string;
}
