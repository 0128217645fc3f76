// Which days and which units: the choice above the figures, kept for the session.

import * as api from "../../api.js";
import { el } from "../../page.js";
import { say } from "../../strings.js";
import { day, field, options } from "../asking.js";

const KEPT = "statistics choice";
const PERIODS = ["week", "month", "lastMonth", "quarter", "year", "own"];
const MONTHS = { quarter: 3, year: 12 };

/** First and last day of a period that has a name. */
export function days(period, today = day()) {
  const [year, month] = today.split("-").map(Number);
  const first = (back) => iso(Date.UTC(year, month - 1 - back, 1));
  const last = (back) => iso(Date.UTC(year, month - back, 0));
  if (period === "week") return [day(-6), today];
  if (period === "month") return [first(0), today];
  if (period === "lastMonth") return [first(1), last(1)];
  return [first(MONTHS[period]), last(1)];
}

function iso(moment) {
  return new Date(moment).toISOString().slice(0, 10);
}

/** The choice as the API takes it; `others`: units that are not the officer's own are in it. */
export function choice(desk) {
  const { period = "month", from = "", to = "", units = [] } = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  const others = units.some((unit) => !desk.units.has(unit));
  const [first, last] = period === "own" && from && to ? [from, to] : days(period === "own" ? "month" : period);
  if (!others) return { period, from: first, to: last, units, others };
  const start = `${first.slice(0, 7)}-01`;
  const [year, month] = last.split("-").map(Number);
  return { period, from: start, to: iso(Date.UTC(year, month, 0)), units, others };
}

/** The form; `done` is called when the officer has chosen anew. The names of all units are added to `names`. */
export async function chooser(desk, names, done) {
  const now = choice(desk);
  const period = el("select", { id: "stats-period" }, options(PERIODS.map((one) => [one, say(`stats_${one}`)]), now.period));
  const from = el("input", { type: "date", id: "stats-from", value: now.from, max: day() });
  const to = el("input", { type: "date", id: "stats-to", value: now.to });
  const ownDays = el("div", { class: "pair" }, field(say("stats_from"), from), field(say("stats_to"), to));
  const hint = el("p", { class: "quiet" }, say("stats_others"));
  const boxes = new Map();
  const summary = el("summary", {});
  const list = el("div", { class: "picks many" });
  const units = el("details", {}, summary, list);
  for (const [unit, name] of await everyUnit(desk)) {
    names.set(unit, name);
    const box = el("input", { type: "checkbox", value: unit, checked: now.units.includes(unit), onchange: draw });
    boxes.set(unit, box);
    list.append(el("label", { class: "pick" }, box, ` ${name}`));
  }
  period.addEventListener("change", draw);
  draw();
  return el("form", { class: "choice", onsubmit: chosen },
    el("div", { class: "pair" }, field(say("stats_period"), period)), ownDays,
    boxes.size > 1 && units, hint,
    el("button", { class: "main" }, say("stats_apply")));

  function picked() {
    return [...boxes].filter(([, box]) => box.checked).map(([unit]) => unit);
  }

  function draw() {
    ownDays.hidden = period.value !== "own";
    const some = picked();
    summary.textContent = some.length ? say("stats_chosen", { count: some.length }) : say("stats_allOwn");
    hint.hidden = !some.some((unit) => !desk.units.has(unit));
  }

  function chosen(event) {
    event.preventDefault();
    sessionStorage.setItem(KEPT, JSON.stringify({ period: period.value, from: from.value, to: to.value, units: picked() }));
    done();
  }
}


/** Own units first; then the others, where the desk tells of them. */
async function everyUnit(desk) {
  const own = [...desk.units];
  try {
    const { items } = await api.read("transfer-units");
    return [...own, ...items.filter(({ unit }) => !desk.units.has(unit)).map(({ unit, name }) => [unit, name])];
  } catch {
    return own;
  }
}
