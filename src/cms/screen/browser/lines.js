import { always, listOf } from "./controls.js";

/** A list of names and of links, one a line: `desh`, `About us = /about/`. */
export function linesControl() {
  return createClass({
    shouldComponentUpdate: always,
    getInitialState() {
      return { text: listOf(this.props.value).map(asLine).join("\n") };
    },
    change(event) {
      const text = event.target.value;
      this.setState({ text });
      const entries = text.split("\n").filter((line) => line.trim() !== "");
      this.props.onChange(entries.length === 0 ? undefined : entries.map(asEntry));
    },
    render() {
      const { forID, classNameWrapper, setActiveStyle, setInactiveStyle } = this.props;
      const { text } = this.state;
      return h("textarea", {
        id: forID,
        className: classNameWrapper,
        rows: Math.max(3, text.split("\n").length),
        value: text,
        onChange: this.change,
        onFocus: setActiveStyle,
        onBlur: setInactiveStyle,
      });
    },
  });
}

function asLine(entry) {
  return typeof entry === "object" && entry !== null
    ? `${entry.title ?? ""} = ${entry.url ?? ""}`
    : String(entry);
}

function asEntry(line) {
  const at = line.indexOf("=");
  return at === -1 ? line.trim() : { title: line.slice(0, at).trim(), url: line.slice(at + 1).trim() };
}
