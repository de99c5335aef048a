import { always, optionOf } from "./controls.js";

/**
 * A moment, shown and written in the site's time zone, wherever the browser is.
 *
 * Decap's own field takes what has no offset for the browser's time, and so moves stories that are written abroad.
 */
export function momentControl({ words }) {
  return createClass({
    shouldComponentUpdate: always,
    change(event) {
      this.props.onChange(event.target.value === "" ? undefined : event.target.value);
    },
    componentDidMount() {
      const { field, value, onChange, entry } = this.props;
      const isNew = entry?.get("newRecord") === true;
      if (value === undefined && isNew && field.get("name") === "date")
        onChange(wallTime(new Date(), this.zone()));
    },
    zone() {
      return optionOf(this.props.field, "zone", "UTC");
    },
    render() {
      const { forID, value, onChange, classNameWrapper, setActiveStyle, setInactiveStyle } = this.props;
      const zone = this.zone();
      const set = (text) => (event) => {
        event.preventDefault();
        onChange(text);
      };
      return h(
        "div",
        { className: `${classNameWrapper} khabar-moment` },
        h("input", {
          id: forID,
          type: "datetime-local",
          value: shownTime(value, zone),
          onChange: this.change,
          onFocus: setActiveStyle,
          onBlur: setInactiveStyle,
        }),
        h("button", { type: "button", onClick: set(wallTime(new Date(), zone)) }, words.now),
        value ? h("button", { type: "button", onClick: set(undefined) }, words.clear) : null,
        h("small", {}, words.zone.replace("{zone}", zone)),
      );
    },
  });
}

/** `2026-11-22T08:00` for whatever the file says: a day, a time, one with an offset, or a moment that YAML read. */
export function shownTime(value, zone) {
  if (value === undefined || value === null || value === "") return "";
  if (value instanceof Date) return wallTime(value, zone);
  const text = String(value).trim();
  const plainTime = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?)?$/.exec(text);
  if (plainTime) return `${plainTime[1]}T${plainTime[2] ?? "00:00"}`;
  const at = new Date(text.replace(" ", "T").replace(/([+-]\d{2})$/, "$1:00"));
  return Number.isNaN(at.getTime()) ? "" : wallTime(at, zone);
}

/** What the clocks of a zone show at a moment. */
export function wallTime(at, zone) {
  const parts = new Intl.DateTimeFormat("en-GB-u-nu-latn", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(at);
  const part = (type) => parts.find((each) => each.type === type).value;
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}
