// Units: the own ones, one of them, a new one; mergers and splits, and how far they are.

import * as api from "../api.js";
import { el, show } from "../page.js";
import { learn, number, say } from "../strings.js";
import { field } from "./asking.js";
import * as words from "../words/units.js";
import { order } from "./units/order.js";
import { merge, split } from "./units/regroup.js";
import { unit } from "./units/unit.js";

learn(words);

const PARTS = { "+new": unit, "+merge": merge, "+split": split, "+order": order }; // no unit's id begins like that

let wanted = "";

export async function open(desk, part, what) {
  if (part) return part.startsWith("+") ? PARTS[part]?.(desk, what) : unit(desk, part);
  const find = el("input", { id: "units-find", type: "search", autocomplete: "off", spellcheck: "false", oninput: () => { wanted = find.value; draw(); } });
  const count = el("p", { class: "quiet", role: "status" }, say("loading"));
  const list = el("ul", { class: "sheets", "aria-labelledby": "units-heading" });
  let units = [];
  let seen = "";
  find.value = wanted;
  show("main",
    el("h1", { id: "units-heading" }, say("units")),
    el("p", { class: "bar" },
      el("a", { href: "#units/+new", class: "button" }, say("unitsNew")),
      desk.may("unit.regroup") && [
        el("a", { href: "#units/+merge", class: "button" }, say("unitsMerge")),
        el("a", { href: "#units/+split", class: "button" }, say("unitsSplit"))]),
    field(say("unitsFind"), find), count, list);

  function draw() {
    const names = new Map(units.map((one) => [one.unit, one.name]));
    const found = units.filter((one) => `${one.name} ${one.unit}`.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase()));
    list.replaceChildren(...found.map((one) => line(one, names)));
    count.textContent = found.length ? say("unitsCount", { count: number(found.length) }) : say("unitsNone");
  }

  async function load() {
    try {
      const { items } = await api.read("units");
      if (!desk.alive() || JSON.stringify(items) === seen || list.contains(document.activeElement)) return;
      seen = JSON.stringify(items);
      units = items.toSorted((one, other) => Boolean(one.merged_into) - Boolean(other.merged_into) || one.name.localeCompare(other.name, "vi", { numeric: true }));
      draw();
    } catch (refused) {
      if (desk.alive()) desk.failed(refused);
    }
  }

  await load();
  return () => (document.hidden ? undefined : load());
}

function line(one, names) {
  const named = (id) => names.get(id) ?? id;
  const about = [one.unit, one.parent && say("unitsBelow", { name: named(one.parent) }), one.hotline, one.hours].filter(Boolean);
  return el("li", {},
    el("p", {}, one.merged_into ? el("strong", {}, one.name) : el("a", { href: `#units/${one.unit}`, class: "way-back" }, el("strong", {}, one.name)), " ",
      one.merged_into && el("span", { class: "badge" }, say("unitsGone", { name: named(one.merged_into) })),
      one.regrouping && el("span", { class: "badge new" }, say("unitsRegrouping"))),
    el("p", { class: "quiet" }, about.join(" · ")),
    one.regrouping && el("p", {}, el("a", { href: `#units/+order/${one.regrouping}`, class: "way-back" }, say("unitsProgress"))));
}
