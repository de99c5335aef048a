/** Without the accents of Vedic verse, which stack in an order of their own. */
const ORDINARY = /^[\t\n\r\x20-\x7e\u0900-\u0950\u0955-\u097f‘’“”–—…]*$/;

/** Whether a text is written in ASCII and Devanagari alone, with the usual quotation marks, dashes and ellipses. */
export function isOrdinary(text: string): boolean {
  return ORDINARY.test(text);
}
