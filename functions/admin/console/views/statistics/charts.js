// Charts as SVG made of elements: each with a title, its numbers in words, and a table beside it.

import { el } from "../../page.js";
import { number, say } from "../../strings.js";
import { scrolling } from "../asking.js";

const SVG = "http://www.w3.org/2000/svg";
const ROW = 46;
const BAR = 16;
const TALL = 200;
const BELOW = 24;
const LEFT = 44;
const MOST_BARS = 10;
const MOST_SAID = 12;
const WIDEST = 64;

function svg(name, properties = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(properties)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A number as it is told; null is a small number of other units, or one that was not counted. */
export function told(value, { small = false } = {}) {
  if (value === null || value === undefined) return say(small ? "stats_small" : "stats_unknown");
  return number(value);
}

/** A figure that draws itself as wide as there is room: `draw(width)` returns the shapes and the height. */
function figure(title, rows, small, draw, rest = 0) {
  const words = rows.length > MOST_SAID ? say("stats_seeTable") : rows.map(({ label, value }) => `${label} ${told(value, { small })}`).join("; ");
  const room = el("div", { class: "chart" });
  let width = 0;
  new ResizeObserver(() => {
    if (room.clientWidth === width || !room.clientWidth) return;
    width = room.clientWidth;
    const { shapes, height } = draw(width);
    room.replaceChildren(svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": say("stats_barOf", { title, lines: words }) },
      svg("title", {}, title), ...shapes));
  }).observe(room);
  return el("figure", { class: "figure" },
    el("figcaption", {}, el("h3", {}, title)),
    rows.length ? room : el("p", { class: "quiet" }, say("stats_nothing")),
    rest > 0 && el("p", { class: "quiet" }, say("stats_rest", { count: rest })),
    rows.length > 0 && el("details", {},
      el("summary", {}, say("stats_table")),
      scrolling(title, el("table", {},
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("stats_name")), el("th", { scope: "col" }, say("stats_number")))),
        el("tbody", {}, rows.map(({ label, value }) => el("tr", {}, el("th", { scope: "row" }, label), el("td", {}, told(value, { small })))))))));
}

/** Bars one below the other, each with its name and its number above it; of many the first, all are in the table. */
export function bars(title, rows, { small = false } = {}) {
  const most = Math.max(1, ...rows.map(({ value }) => value ?? 0));
  const first = rows.slice(0, MOST_BARS);
  return figure(title, rows, small, (width) => ({
    height: first.length * ROW,
    shapes: first.flatMap(({ label, value }, place) => {
      const top = place * ROW;
      const long = Math.max(value ? 2 : 0, (width * (value ?? 0)) / most);
      return [
        svg("text", { x: 0, y: top + 16, class: "label" }, shortened(label, width - 90)),
        svg("text", { x: width, y: top + 16, class: "value", "text-anchor": "end" }, told(value, { small })),
        svg("rect", { x: 0, y: top + 22, width, height: BAR, class: "track" }),
        value === null
          ? svg("rect", { x: 0.5, y: top + 22.5, width: 24, height: BAR - 1, class: "hidden-number" })
          : svg("rect", { x: 0, y: top + 22, width: long, height: BAR, class: "bar-of" }),
      ];
    }),
  }), rows.length - first.length);
}

/** Columns from left to right, for days and months; the scale is on the left. */
export function columns(title, rows) {
  const most = nice(Math.max(1, ...rows.map(({ value }) => value ?? 0)));
  return figure(title, rows, false, (width) => {
    const wide = Math.min(WIDEST, (width - LEFT) / rows.length);
    const high = TALL - BELOW - 10;
    const y = (value) => 10 + high - (high * value) / most;
    const every = Math.ceil(rows.length / Math.max(1, Math.floor((width - LEFT) / 60)));
    const scale = [0, most / 2, most].filter(Number.isInteger).flatMap((value) => [
      svg("line", { x1: LEFT, x2: width, y1: y(value), y2: y(value), class: "scale" }),
      svg("text", { x: LEFT - 6, y: y(value) + 4, class: "value", "text-anchor": "end" }, number(value)),
    ]);
    const shapes = rows.flatMap(({ label, value }, place) => {
      const x = LEFT + place * wide;
      const gap = wide > 4 ? Math.min(4, wide * 0.2) : 0;
      return [
        value ? svg("rect", { x: x + gap / 2, y: y(value), width: Math.max(1, wide - gap), height: y(0) - y(value), class: "bar-of" }) : null,
        place % every === 0 ? svg("text", { x: x + wide / 2, y: TALL - 6, class: "label", "text-anchor": "middle" }, label) : null,
      ].filter(Boolean);
    });
    return { height: TALL, shapes: [...scale, ...shapes] };
  });
}

function nice(value) {
  const step = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 5, 6, 8, 10].map((times) => times * step).find((one) => one >= value);
}

function shortened(words, room) {
  const most = Math.max(8, Math.floor(room / 7.5));
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}
