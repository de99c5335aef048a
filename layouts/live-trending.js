// The source of assets/trending.js, which pages load where `trending.delivery` is "client". After a change:
//   npx esbuild layouts/live-trending.js --minify --format=esm --tsconfig-raw={} --outfile=layouts/assets/trending.js
//
// biome-ignore-all lint/suspicious/noAssignInExpressions: every page loads this, and it stays below 400 bytes.
// biome-ignore-all lint/complexity/noCommaOperator: as above.

// Writes the links of the live list over those of the baked one: all of them, or none. Whatever is wrong with the
// answer throws or fails a condition before anything is changed, and the baked list stays.

// `trending` is the element with that id; no heading of a story can have it.
const marks = trending.dataset;
const [heading, list] = trending.children;
try {
  const { generatedAt, basis, links } = await (await fetch(marks.live)).json();
  if (
    // There are words for every basis that is no worse than that of the page, and for no other.
    marks[basis] &&
    generatedAt > marks.at &&
    // Nothing changes under the eyes, the pointer or the keyboard of a reader, and nothing that is seen moves.
    list.offsetTop > scrollY + innerHeight &&
    links[0] &&
    // Paths and web addresses: `javascript:` never becomes a link.
    links.every(({ title, url }) => title.trim() && /^(https?:)?\//.test(url))
  ) {
    heading.textContent = marks[basis];
    marks.basis = basis;
    // In place: an element that has the focus keeps it.
    [...list.children].map((item, at, _, link = item.firstChild, live = links[at]) =>
      live
        ? ((link.text = live.title), (link.href = live.url), (link.lang = live.lang || list.lang))
        : item.remove(),
    );
  }
} catch {}
