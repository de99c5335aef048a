import { blocks, insertBlock } from "./blocks.js";
import { always } from "./controls.js";

/**
 * The text: Markdown as it stands in the file, and buttons for what is laborious to type.
 *
 * A plain text area, since it changes nothing that is not typed, and since keyboards for Indian scripts work in it.
 */
export function textControl({ words }) {
  return createClass({
    shouldComponentUpdate: always,
    componentDidUpdate() {
      this.grow();
      this.takePicture();
    },
    componentDidMount() {
      this.pictureId = `khabar-text-${Math.random().toString(36).slice(2)}`;
      this.grow();
    },
    grow() {
      const { area } = this;
      if (!area) return;
      const { scrollHeight } = area;
      if (scrollHeight > area.clientHeight) area.style.height = `${scrollHeight + 4}px`;
    },
    /** A picture that was chosen in the media library since. */
    takePicture() {
      const { mediaPaths } = this.props;
      const path = mediaPaths?.get(this.pictureId);
      if (path === undefined || path === this.taken) return;
      this.taken = path;
      for (const each of typeof path === "string" ? [path] : path.toArray())
        this.put("picture", { src: each });
    },
    put(name, values) {
      const { area } = this;
      const { value = "", onChange } = this.props;
      const { text, from, to } = insertBlock(
        value ?? "",
        area.selectionStart,
        area.selectionEnd,
        blocks[name](words.samples, values),
      );
      onChange(text);
      // Once the new text is in.
      setTimeout(() => {
        area.focus();
        area.setSelectionRange(from, to);
      });
    },
    press(name) {
      if (name !== "picture") return this.put(name, {});
      this.taken = undefined;
      this.props.onClearMediaControl?.(this.pictureId);
      this.props.onOpenMediaLibrary({
        controlID: this.pictureId,
        forImage: true,
        allowMultiple: false,
        field: this.props.field,
      });
    },
    render() {
      const { forID, value, onChange, classNameWrapper, setActiveStyle, setInactiveStyle } = this.props;
      return h(
        "div",
        { className: `${classNameWrapper} khabar-text` },
        h(
          "div",
          { role: "toolbar", className: "khabar-buttons" },
          Object.keys(blocks).map((name) =>
            h(
              "button",
              {
                key: name,
                type: "button",
                "data-block": name,
                onMouseDown: (event) => event.preventDefault(),
                onClick: () => this.press(name),
              },
              words.blocks[name],
            ),
          ),
        ),
        h("textarea", {
          id: forID,
          ref: (area) => {
            this.area = area;
          },
          rows: 16,
          value: value ?? "",
          spellCheck: true,
          onChange: (event) => onChange(event.target.value),
          onFocus: setActiveStyle,
          onBlur: setInactiveStyle,
        }),
      );
    },
  });
}
