// Runs inside a page of the site: what a reader who cannot use a mouse, or needs large letters, would meet there.
globalThis.pageProbe = (() => {
  const nameOf = (element) => {
    const words = (element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 50);
    const { tagName, id, className } = element;
    return `<${tagName.toLowerCase()}${id ? ` id=${id}` : ""}${className ? ` class=${className}` : ""}> ${words || element.getAttribute("name") || ""}`;
  };
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const targets = () =>
    [
      ...document.querySelectorAll(
        'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]',
      ),
    ].filter((element) => isShown(element) && !element.disabled);

  /** WCAG 2.5.8: a link within a sentence may be as low as its line. */
  const isInline = (element) => {
    if (getComputedStyle(element).display !== "inline") return false;
    let block = element.parentElement;
    while (block && getComputedStyle(block).display === "inline") block = block.parentElement;
    if (!block) return false;
    const links = [...block.querySelectorAll("a, button")].map((link) => link.textContent).join("");
    return block.textContent.replace(/\s/g, "").length > links.replace(/\s/g, "").length;
  };

  const hits = (element, x, y) => {
    const found = document.elementFromPoint(x, y);
    return found !== null && (element === found || element.contains(found) || found.contains(element));
  };

  return {
    /** The whole page must be in view. */
    smallTargets() {
      // A little less, since browsers round the places they are asked about.
      const half = 11;
      const places = (from, to) => {
        // What lies over its letters belongs to a link, too: the middle is looked at however low a line is.
        const found = [(from + to) / 2];
        for (let at = from + 12; at <= to - 12; at += 2) found.push(at);
        return found;
      };
      return targets()
        .filter((element) => !element.matches(".skip, [tabindex='0']:not(a, button)"))
        .filter((element) => {
          if (isInline(element)) return false;
          const isOwn = (x, y) => {
            const found = document.elementFromPoint(x, y);
            return found !== null && (element === found || element.contains(found));
          };
          return ![...element.getClientRects()].some(({ left, right, top, bottom }) =>
            places(top, bottom).some((y) =>
              places(left, right).some(
                (x) => isOwn(x - half, y) && isOwn(x + half, y) && isOwn(x, y - half) && isOwn(x, y + half),
              ),
            ),
          );
        })
        .map((element) => {
          const { width, height } = element.getBoundingClientRect();
          return `${nameOf(element)} is ${width.toFixed(1)} × ${height.toFixed(1)} px`;
        });
    },

    /** Names of controls, landmarks and lists that are not in the letters of the language that they are said to be in. */
    foreignNames() {
      const scripts = {
        hi: /\p{Script=Deva}/u,
        ur: /\p{Script=Arab}/u,
        bn: /\p{Script=Beng}/u,
        ta: /\p{Script=Taml}/u,
      };
      // Names of firms and of file formats are the same everywhere.
      const shared = /^(WhatsApp|RSS)$/;
      const named = "button, input:not([type=hidden]), select, textarea, summary, [aria-label], nav a";
      return [...document.querySelectorAll(named)].flatMap((element) => {
        const words = (
          element.getAttribute("aria-label") ??
          element.labels?.[0]?.textContent ??
          element.textContent
        ).trim();
        const script = scripts[element.closest("[lang]").lang.split("-")[0]];
        if (words === "" || !/\p{L}/u.test(words) || shared.test(words)) return [];
        return !script || script.test(words) ? [] : [nameOf(element)];
      });
    },

    /** What scrolls sideways, or loses text, though it is neither a table nor program text. */
    lostText() {
      const told = [];
      const root = document.documentElement;
      if (root.scrollWidth > root.clientWidth) told.push(`the page is ${root.scrollWidth} px wide`);
      for (const element of document.body.querySelectorAll("*")) {
        if (!isShown(element) || element.closest(".visually-hidden, .sign-words, .skip, svg")) continue;
        const { overflowX, overflowY } = getComputedStyle(element);
        const isCut = (overflow) => overflow === "hidden" || overflow === "clip";
        const wide = element.scrollWidth - element.clientWidth;
        const high = element.scrollHeight - element.clientHeight;
        if (element.clientWidth === 0 || element.textContent.trim() === "") continue;
        if (isCut(overflowX) && wide > 1) told.push(`${nameOf(element)} is cut by ${wide} px`);
        if (isCut(overflowY) && high > 1) told.push(`${nameOf(element)} is cut by ${high} px below`);
        const scrolls = overflowX === "auto" || overflowX === "scroll";
        if (scrolls && wide > 1 && !element.matches(".table, pre, code, textarea"))
          told.push(`${nameOf(element)} scrolls sideways`);
      }
      return told;
    },

    /** How many places a keyboard should reach, each group of radio buttons once. */
    stopCount() {
      const groups = new Set();
      return targets().filter((element) => {
        if (element.tabIndex < 0) return false;
        if (element.type !== "radio") return true;
        const isNew = !groups.has(element.name);
        groups.add(element.name);
        return isNew;
      }).length;
    },

    /** The place where the keyboard is; `null` outside of the page. */
    stop() {
      const element = document.activeElement;
      if (element === null || element === document.body || element === document.documentElement) return null;
      const faults = [];
      const last = globalThis.lastStop;
      if (last?.isConnected && !(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING))
        faults.push("comes before the stop before it");
      globalThis.lastStop = element;
      const rects = [...element.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
      const inView = rects.filter(
        ({ left, right, top, bottom }) => right > 0 && bottom > 0 && left < innerWidth && top < innerHeight,
      );
      if (inView.length === 0) faults.push("is not in view");
      const middle = ({ left, right, top, bottom }) => [
        (Math.max(left, 0) + Math.min(right, innerWidth)) / 2,
        (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2,
      ];
      if (inView.length > 0 && !inView.some((rect) => hits(element, ...middle(rect))))
        faults.push("is covered by something");
      const look = getComputedStyle(element);
      let ground = element;
      while (ground && /^rgba\(.*, 0\)$|^transparent$/.test(getComputedStyle(ground).backgroundColor))
        ground = ground.parentElement;
      const around = element.parentElement;
      let under = around;
      while (under && /^rgba\(.*, 0\)$|^transparent$/.test(getComputedStyle(under).backgroundColor))
        under = under.parentElement;
      const groundColor = under ? getComputedStyle(under).backgroundColor : "";
      const hasOutline =
        look.outlineStyle !== "none" &&
        Number.parseFloat(look.outlineWidth) >= 2 &&
        look.outlineColor !== groundColor;
      if (!hasOutline) faults.push("shows no focus");
      return { name: nameOf(element), faults };
    },
  };
})();
