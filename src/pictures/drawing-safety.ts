/**
 * What makes an SVG file unfit to be published on the site's own address.
 *
 * In an `<img>` no script of a drawing runs; opened by its address it would, with the rights of the site. Whatever
 * could be or become a script, or call another host, is refused. XML can hide words in entities, other namespaces and
 * other encodings: so entities and encodings are refused as such, and names are looked at without their prefix.
 *
 * @returns what was found, as `<script>` or `onclick`; `undefined` for a drawing that only draws
 * @see https://www.w3.org/TR/SVG2/conform.html#secure-static-mode
 */
export function unsafeInDrawing(bytes: Uint8Array): string | undefined {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return "encoding";
  }
  if (/<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["'])/i.test(text)) return "encoding";
  if (/<!ENTITY|<!DOCTYPE[^>]*\[/i.test(text)) return "<!ENTITY>";
  // Letters may be written as numbers, in attributes too.
  const plain = text
    .replace(/<!--.*?-->/gs, "")
    .replace(/&#(x[0-9a-f]+|\d+);?/gi, (_, code: string) =>
      String.fromCodePoint(Math.min(Number(code.replace(/^x/i, "0x")) || 0, 0x10ffff)),
    );
  for (const [, element = ""] of plain.matchAll(activeElement)) {
    const animates = /^(set|animate)$/i.test(element);
    // What is animated may be the target of a link.
    if (!animates || animatesLink.test(plain)) return `<${element}>`;
  }
  const handler = /[\s"'/](on[a-z]+)\s*=\s*["']/i.exec(plain)?.[1];
  if (handler !== undefined) return handler.toLowerCase();
  for (const [, , quoted, single, bare] of plain.matchAll(address)) {
    // A browser passes over white space and control characters wherever they stand.
    const target = (quoted ?? single ?? bare ?? "").replace(/[\s\u0000-\u001f]/g, "");
    if (/^(#|data:image\/(png|jpeg|gif|webp)[;,])/i.test(target)) continue;
    if (!/^([a-z][\w+.-]*:|\/\/)/i.test(target)) continue;
    // A link that a reader follows is harmless; a picture or a use of another host is not, and nobody can tell here.
    if (!/^https?:/i.test(target) || !isLinkAlone(plain)) return target.slice(0, 40);
  }
  if (
    /@import|url\(\s*["']?\s*(?:[a-z][\w+.-]*:|\/\/)(?!image\/)/i.test(
      plain.replace(/url\(\s*["']?data:(image|font)\//gi, ""),
    )
  )
    return "url()";
  if (/<\?xml-stylesheet/i.test(plain)) return "<?xml-stylesheet>";
  return undefined;
}

const activeElement =
  /<\s*(?:[\w.-]+:)?(script|foreignObject|iframe|embed|object|audio|video|canvas|handler|listener|set|animate)\b/gi;
const animatesLink = /attributeName\s*=\s*["']?\s*(?:xlink:)?(href|on\w+)/i;
const address = /(href|src|xml:base)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^"'\s>]+))/gi;

/** Whether every whole address stands in the `href` of an `<a>`. */
function isLinkAlone(text: string): boolean {
  const withoutLinks = text.replace(/<a\b[^>]*>/gi, "");
  return !/(?:href|src)\s*=\s*["']?\s*(?:https?:|\/\/)/i.test(withoutLinks);
}
