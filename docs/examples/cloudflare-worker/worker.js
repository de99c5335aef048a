// A site built with `trending.delivery: "worker"`, behind a Cloudflare Worker.
//
// Puts the links of /trending.json in place of the list in a page, where they are newer and rest on nothing worse.
// A list that is missing, late, broken or older leaves the page as it is.

/** No page waits longer for the list. */
const patienceMs = 500;

export default {
  /** @param ORIGIN where the files of the site lie, such as `https://files.bhor.example` */
  async fetch(request, { ORIGIN }) {
    const { pathname, search } = new URL(request.url);
    const isPage = request.method === "GET" && /(\/|\.html)$/.test(pathname);
    const asked = new Request(new URL(pathname + search, ORIGIN), request);
    if (!isPage) return fetch(asked);
    // A page with another list is not as it was, whatever the origin knows of it.
    asked.headers.delete("If-None-Match");
    asked.headers.delete("If-Modified-Since");
    const [page, live] = await Promise.all([fetch(asked), readLive(new URL("/trending.json", ORIGIN))]);
    const isHtml = (page.headers.get("Content-Type") ?? "").startsWith("text/html");
    return live === undefined || !isHtml ? page : withList(page, live);
  },
};

/** The live list as HTML; `undefined` for whatever is wrong with it. Never rejects. */
async function readLive(url) {
  try {
    const cf = { cacheEverything: true, cacheTtl: 60 };
    const answer = await fetch(url, { cf, signal: AbortSignal.timeout(patienceMs) });
    if (!answer.ok) return undefined;
    const { generatedAt, basis, links } = await answer.json();
    const isRight = typeof generatedAt === "string" && /^[a-z]+$/.test(basis) && links.length > 0;
    return isRight ? { generatedAt, basis, html: links.map(itemOf).join("\n") } : undefined;
  } catch {
    return undefined;
  }
}

function itemOf({ title, url, lang }) {
  if (title.trim() === "" || !/^(https?:)?\//.test(url)) throw new TypeError("This is no link.");
  const language = lang === undefined ? "" : ` lang="${escapeMarkup(lang)}" dir="auto"`;
  return `<li><a href="${escapeMarkup(url)}"${language}>${escapeMarkup(title)}</a></li>`;
}

function escapeMarkup(text) {
  const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (character) => entities[character]);
}

function withList(page, { generatedAt, basis, html }) {
  /** What the page calls a list of this basis, as it stands in an attribute; unset where the page keeps its own. */
  let heading;
  const rewritten = new HTMLRewriter()
    .on("nav#trending", {
      element(strip) {
        // There are words for every basis that is no worse than that of the page, and for no other.
        const words = strip.getAttribute(`data-${basis}`);
        if (words === null || !(generatedAt > strip.getAttribute("data-at"))) return;
        heading = words;
        strip.setAttribute("data-basis", basis);
      },
    })
    .on("nav#trending > h2", {
      element(element) {
        if (heading !== undefined) element.setInnerContent(heading, { html: true });
      },
    })
    .on("nav#trending > ol", {
      element(list) {
        if (heading !== undefined) list.setInnerContent(html, { html: true });
      },
    })
    .transform(page);
  const answer = new Response(rewritten.body, rewritten);
  answer.headers.delete("ETag");
  answer.headers.delete("Last-Modified");
  return answer;
}
