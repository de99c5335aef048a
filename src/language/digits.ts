/** Where each run of ten decimal digits begins that Unicode has beside ASCII, in the scripts news is written in. */
const ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6,
  0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x17e0, 0x1810, 0xff10,
];

const ASCII_DIGIT = new Map(
  ZEROS.flatMap((zero) =>
    Array.from({ length: 10 }, (_, value) => [String.fromCharCode(zero + value), String(value)]),
  ),
);

const NATIVE_DIGITS = new RegExp(`[${[...ASCII_DIGIT.keys()].join("")}]`, "g");

/** Writes the digits of every script as 0-9 ("२०२६" is "2026"); leaves the rest of the text alone. */
export function asciiDigits(text: string): string {
  return text.replace(NATIVE_DIGITS, (digit) => ASCII_DIGIT.get(digit) ?? digit);
}
