/** What the picture of a shared link shows. Everything is ready to print. */
export interface Card {
  readonly kind: "story" | "section" | "site";
  /** BCP 47 */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly headline: string;
  /** Under the headline: of a section and of the site. */
  readonly deck: string | undefined;
  /** The site's name; not on the card of the site itself, whose headline it is. */
  readonly brand: string | undefined;
  /** Place on disk of the site's logo. */
  readonly logo: string | undefined;
  readonly section: string | undefined;
  /** `#rrggbb`, with {@link onColor} readable on it. */
  readonly color: string;
  readonly onColor: string;
  readonly kicker: string | undefined;
  readonly date: string | undefined;
  readonly picture: CardPicture | undefined;
}

export interface CardPicture {
  /** Place on disk. */
  readonly disk: string;
  /** What must stay visible: from the left and from the top, 0 to 1. */
  readonly focus: readonly [number, number] | undefined;
}

/** What Open Graph asks for; X, WhatsApp, Telegram and Facebook show it whole. */
export const cardWidth = 1200;
export const cardHeight = 630;

/** A part of a card, in px from its upper left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
