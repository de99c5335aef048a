// biome-ignore-all lint/suspicious/noAssignInExpressions: every page loads this, and it stays small.
// biome-ignore-all lint/complexity/noCommaOperator: as above.

/**
 * Puts the live list in place of the baked one: all of it, or nothing. Whatever is wrong with the answer throws or
 * fails a condition before anything is changed, and the baked list stays.
 */
export async function showLiveList() {
  try {
    // The element with this id; no heading of a story can have it.
    const {
      dataset: marks,
      children: [heading, list],
    } = trending;
    const { generatedAt, basis, links } = await (await fetch(marks.live)).json();
    // There are words for every basis that is no worse than that of the page, and for no other.
    marks[basis] &&
      links[0] &&
      generatedAt > marks.at &&
      // Nothing changes under the eyes, the pointer or the keyboard of a reader, and nothing that is seen moves.
      list.offsetTop > scrollY + innerHeight &&
      !list.matches(":focus-within") &&
      (list.replaceChildren(
        ...links.map(
          ({ title, url, lang }, _, __, item = list.firstChild.cloneNode(1), link = item.firstChild) =>
            (
              // There is no `x`: a link without words throws, and one that is no path and no web address.
              // Of the schemes that these letters can make, only http and https are any.
              (link.text = title || x),
              (link.href = /^[htps:]*\//.test(url) ? url : x),
              (link.lang = lang || list.lang),
              item
            ),
        ),
      ),
      (heading.innerText = marks[basis]),
      (marks.basis = basis));
  } catch {}
}
