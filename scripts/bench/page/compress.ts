import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** How CDNs compress what they have not compressed before; files compressed ahead of time are a tenth smaller. */
const quality = 5;

/** Types of which CDNs send less than there is; pictures and fonts are compressed already. */
const compressible = /^(text\/|application\/(json|javascript|xml|manifest\+json)|image\/svg\+xml)/;

export function isCompressible(contentType: string): boolean {
  return compressible.test(contentType);
}

/** @param text its bytes, or the text itself */
export function withBrotli(text: Uint8Array | string): Buffer {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

/** For a browser that asks for nothing better. */
export function withGzip(bytes: Uint8Array): Buffer {
  return gzipSync(bytes, { level: 6 });
}
