import { always, fill, listOf, optionOf } from "./controls.js";

/**
 * Several names: authors, topics, stories, addresses. Each is a small label that can be taken away; a search
 * suggests what there is.
 *
 * Of stories there may be a hundred thousand: they are searched for on the server, not loaded.
 */
export function namesControl({ words, findStories }) {
  return createClass({
    shouldComponentUpdate: always,
    getInitialState: () => ({ typed: "", found: [], known: {} }),
    componentDidMount() {
      // So that stories that are chosen already are shown by their headlines.
      if (this.isStories() && this.names().length > 0) {
        findStories({ names: this.names() }).then((stories) => this.remember(stories));
      }
    },
    isStories() {
      return optionOf(this.props.field, "stories", false);
    },
    isMany() {
      return optionOf(this.props.field, "multiple", true);
    },
    names() {
      return listOf(this.props.value).map(String);
    },
    options() {
      return optionOf(this.props.field, "options", []);
    },
    remember(stories) {
      const known = Object.fromEntries(stories.map(({ value, label }) => [value, label]));
      this.setState(({ known: before }) => ({ known: { ...before, ...known } }));
    },
    write(names) {
      const one = this.isMany() ? names : names.at(-1);
      this.props.onChange(names.length === 0 ? undefined : one);
    },
    add(name) {
      const trimmed = name.trim();
      if (trimmed !== "" && !this.names().includes(trimmed)) this.write([...this.names(), trimmed]);
      this.setState({ typed: "", found: [] });
    },
    async type(event) {
      const typed = event.target.value;
      this.setState({ typed });
      if (typed.trim() === "") return this.setState({ found: [] });
      if (this.isStories()) {
        clearTimeout(this.rest);
        this.rest = setTimeout(async () => {
          const found = await findStories({ q: typed });
          this.remember(found);
          if (this.state.typed === typed) this.setState({ found });
        }, 150);
        return;
      }
      const folded = typed.trim().toLowerCase();
      const found = this.options().filter(
        ({ label, value }) => label.toLowerCase().includes(folded) || value.toLowerCase().includes(folded),
      );
      this.setState({ found: found.slice(0, 8) });
    },
    press(event) {
      if (event.key !== "Enter" && event.key !== ",") return;
      event.preventDefault();
      const { typed, found } = this.state;
      const exact = found.find(({ label, value }) => label === typed.trim() || value === typed.trim());
      const canCreate = optionOf(this.props.field, "create", false);
      const chosen = exact?.value ?? (canCreate ? typed : found[0]?.value);
      if (chosen !== undefined) this.add(chosen);
    },
    labelOf(name) {
      return this.options().find(({ value }) => value === name)?.label ?? this.state.known[name] ?? name;
    },
    render() {
      const { forID, classNameWrapper, setActiveStyle, setInactiveStyle } = this.props;
      const { typed, found } = this.state;
      const names = this.names();
      const left = found.filter(({ value }) => !names.includes(value));
      return h(
        "div",
        { className: `${classNameWrapper} khabar-names` },
        h(
          "ul",
          { className: "khabar-chosen" },
          names.map((name) =>
            h(
              "li",
              { key: name },
              this.labelOf(name),
              h(
                "button",
                {
                  type: "button",
                  "aria-label": fill(words.remove, { name: this.labelOf(name) }),
                  onClick: () => this.write(names.filter((each) => each !== name)),
                },
                "×",
              ),
            ),
          ),
        ),
        h("input", {
          id: forID,
          type: "text",
          autoComplete: "off",
          placeholder: words.search,
          value: typed,
          onChange: this.type,
          onKeyDown: this.press,
          onFocus: setActiveStyle,
          onBlur: setInactiveStyle,
        }),
        typed.trim() === ""
          ? null
          : h(
              "ul",
              { className: "khabar-found" },
              left.map(({ value, label, note }) =>
                h(
                  "li",
                  { key: value },
                  h(
                    "button",
                    {
                      type: "button",
                      onMouseDown: (event) => event.preventDefault(),
                      onClick: () => this.add(value),
                    },
                    label,
                    note ? h("small", {}, ` ${note}`) : null,
                  ),
                ),
              ),
              left.length === 0 ? h("li", {}, words.nothingFound) : null,
            ),
      );
    },
  });
}
