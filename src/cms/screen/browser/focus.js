import { always, plain } from "./controls.js";

/** What must stay visible of a picture, of nine places. */
const places = [0, 0.5, 1].flatMap((y) => [0, 0.5, 1].map((x) => [x, y]));

export function focusControl({ words }) {
  return createClass({
    shouldComponentUpdate: always,
    render() {
      const { forID, value, onChange, classNameWrapper } = this.props;
      const focus = plain(value);
      const isAt = ([x, y]) => Array.isArray(focus) && nearest(focus[0]) === x && nearest(focus[1]) === y;
      return h(
        "div",
        { className: `${classNameWrapper} khabar-focus`, id: forID, role: "group" },
        places.map((place, index) =>
          h("button", {
            key: index,
            type: "button",
            title: words.focus[index],
            "aria-label": words.focus[index],
            "aria-pressed": isAt(place),
            onClick: () => onChange(isAt(place) ? undefined : place),
          }),
        ),
      );
    },
  });
}

function nearest(part) {
  return Math.round(Number(part) * 2) / 2;
}
