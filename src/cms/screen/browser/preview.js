import { fill, plain } from "./controls.js";

/** How long nothing must have been typed before the page is asked for. */
const restMilliseconds = 120;
/** When a page with mistakes is asked for once more: a picture may have arrived meanwhile. */
const againMilliseconds = 1500;

/**
 * The page as readers would see it, and everything that is wrong with it, beside the form.
 *
 * The server makes the page with the site's own layouts; nothing is saved for that.
 */
export function previewTemplate({ words, address }) {
  return createClass({
    getInitialState: () => ({ answer: undefined, failure: undefined }),
    componentDidMount() {
      this.ask();
    },
    componentDidUpdate(before) {
      if (before.entry !== this.props.entry) this.ask();
    },
    componentWillUnmount() {
      this.isGone = true;
      clearTimeout(this.rest);
    },
    ask(delay = restMilliseconds) {
      clearTimeout(this.rest);
      this.rest = setTimeout(() => {
        if (this.isAsking) this.isBehind = true;
        else this.fetchPage();
      }, delay);
    },
    /** Pictures that were chosen: they are saved with the story. */
    unsaved() {
      return (plain(this.props.entry.get("mediaFiles")) ?? []).filter(({ draft }) => draft);
    },
    async fetchPage() {
      this.isAsking = true;
      const { entry, collection } = this.props;
      const asked = {
        collection: collection.get("name"),
        path: entry.get("path") ?? "",
        data: plain(entry.get("data")),
        media: this.unsaved().map(({ path }) => path),
      };
      try {
        const response = await fetch(`${address}preview`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(asked),
        });
        const answer = await response.json();
        if (!this.isGone) this.show(answer);
        if (answer.problems?.length > 0 && !this.wasAskedAgain) {
          this.wasAskedAgain = true;
          this.ask(againMilliseconds);
        } else this.wasAskedAgain = false;
      } catch {
        if (!this.isGone) this.setState({ failure: words.gone });
      }
      this.isAsking = false;
      if (this.isBehind && !this.isGone) {
        this.isBehind = false;
        this.fetchPage();
      }
    },
    show(answer) {
      this.setState({ answer, failure: answer.failure && fill(words.failed, { reason: answer.failure }) });
      if (answer.html !== undefined && this.frame) showPage(this.frame, answer.html, this.unsaved());
    },
    render() {
      const { answer, failure } = this.state;
      return h(
        "div",
        { className: "khabar-preview" },
        h(
          "section",
          { className: "khabar-problems", "aria-live": "polite" },
          failure ? h("p", { className: "khabar-failure" }, failure) : null,
          answer ? report(answer, words) : h("p", {}, words.waiting),
        ),
        h("iframe", {
          title: words.preview,
          // No script of the page runs, and no form is sent.
          sandbox: "allow-same-origin",
          className: answer && answer.html === undefined ? "khabar-old" : "",
          ref: (frame) => {
            this.frame = frame ?? undefined;
          },
        }),
      );
    },
  });
}

function report({ problems, address, url, hidden, html }, words) {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const counts = [
    errors > 0 ? fill(words.problems, { count: errors }) : "",
    problems.length > errors ? fill(words.warnings, { count: problems.length - errors }) : "",
  ].filter(Boolean);
  return [
    h("p", { key: "count", className: "khabar-count" }, counts.join(" · ") || words.noProblems),
    h(
      "ul",
      { key: "list" },
      problems.map(({ severity, where, sentence }, index) =>
        h(
          "li",
          { key: index, className: `khabar-${severity}` },
          where ? h("strong", {}, `${where}: `) : null,
          sentence,
        ),
      ),
    ),
    html === undefined ? h("p", { key: "not" }, words.notYet) : null,
    address
      ? h(
          "p",
          { key: "address" },
          hidden ? `${words.hidden[hidden]} ` : "",
          `${words.address}: `,
          h(
            "a",
            { className: "khabar-address", dir: "ltr", href: url, target: "_blank", rel: "noopener" },
            address,
          ),
        )
      : null,
  ];
}

/** Puts a page into a frame; what is only another text does not move what is being read. */
function showPage(frame, html, unsaved) {
  const shown = frame.contentDocument;
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const { path, url } of unsaved) {
    const address = path.replace(/^content/, "");
    for (const image of page.querySelectorAll("img")) {
      const src = decodeURI(image.getAttribute("src") ?? "");
      // Pictures in other sizes have the name with more behind it.
      const stem = address
        .split("/")
        .at(-1)
        .replace(/\.\w+$/, "");
      if (!src.endsWith(address) && !src.includes(`/sized/${stem}-`)) continue;
      image.removeAttribute("srcset");
      for (const other of image.closest("picture")?.querySelectorAll("source") ?? []) other.remove();
      image.setAttribute("src", url);
    }
  }
  const isSameHead = styleOf(page) !== "" && styleOf(shown) === styleOf(page);
  if (!isSameHead) {
    const top = shown?.documentElement?.scrollTop ?? 0;
    frame.onload = () => {
      frame.contentDocument.addEventListener("click", (event) => event.preventDefault());
      frame.contentDocument.documentElement.scrollTop = top;
    };
    frame.srcdoc = `<!DOCTYPE html>${page.documentElement.outerHTML}`;
    return;
  }
  const { documentElement } = shown;
  for (const { name, value } of page.documentElement.attributes) documentElement.setAttribute(name, value);
  shown.body.replaceWith(shown.adoptNode(page.body));
}

function styleOf(page) {
  return [...(page?.querySelectorAll('link[rel="stylesheet"]') ?? [])]
    .map((link) => link.getAttribute("href"))
    .join(" ");
}
