import type { Site } from "../check/types.ts";
import type { Delivery } from "../options.ts";
import { type TrendingStrip, trendingBases } from "../trend/strip.ts";
import { localUrl } from "./address.ts";
import { escapeAttribute } from "./escape.ts";

type MarkedStrip = Pick<TrendingStrip, "basis" | "generatedAt">;

/** Whether the live list is compared with that of the page; else a page need not say how old its list is. */
export function isCompared(delivery: Delivery): boolean {
  return delivery === "client" || delivery === "worker";
}

/**
 * The attributes by which a strip is found and compared with the live list.
 *
 * For those who can change the heading too, a script and a program at the edge, they hold its words for every basis
 * that is no worse than the strip's own: `data-readers="…"`.
 *
 * @param headings words of the page's language for each basis
 */
export function stripAttributes(
  { basis, generatedAt }: MarkedStrip,
  headings: Readonly<Record<TrendingStrip["basis"], string>>,
  delivery: Delivery,
  site: Pick<Site, "basePath">,
): string {
  const marks: [string, string][] = [["basis", basis]];
  if (isCompared(delivery)) {
    marks.push(["at", new Date(generatedAt).toISOString()]);
    marks.push(["live", localUrl(site, "/trending.json")]);
    for (const better of trendingBases.slice(trendingBases.indexOf(basis))) {
      marks.push([better, headings[better]]);
    }
  }
  return marks.map(([name, value]) => ` data-${name}="${escapeAttribute(value)}"`).join("");
}

/**
 * The baked list with the tags of a server around it: whoever does not read them sees comments, and the baked list.
 *
 * - SSI: nginx shows a block where the fragment that names it as its stub is empty or fails. The block must come first.
 * - ESI: `<esi:remove>` takes the baked list away, so a server may read the tags only if it has the fragment.
 *
 * @param items safe HTML
 * @see https://nginx.org/en/docs/http/ngx_http_ssi_module.html
 * @see https://varnish-cache.org/docs/7.1/users-guide/esi.html
 */
export function markList(items: string, delivery: Delivery, site: Pick<Site, "basePath">): string {
  const fragment = escapeAttribute(localUrl(site, "/trending.html"));
  if (delivery === "ssi") {
    const end = `<!--# endblock --><!--# include virtual="${fragment}" stub="trending" -->`;
    return `<!--# block name="trending" -->${items}${end}`;
  }
  if (delivery === "esi") {
    const include = `<esi:include src="${fragment}" onerror="continue"/>`;
    return `<!--esi ${include}<esi:remove> -->${items}<!--esi </esi:remove>-->`;
  }
  return items;
}
