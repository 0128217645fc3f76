// The figures: what was counted, in charts that each have a table, and as a file.

import * as api from "../api.js";
import { el, show, tell } from "../page.js";
import { learn, number, say } from "../strings.js";
import * as words from "../words/statistics.js";
import { field, options, renew, save, why, written } from "./asking.js";
import { bars, columns, told } from "./statistics/charts.js";
import { chooser, choice } from "./statistics/period.js";

learn(words);

const MEASURES = ["messages", "tips", "questions", "answers_sure", "notifications", "articles", "followers", "opened", "closed", "of_value"];
const FUNNEL = ["opened", "acknowledged", "answered", "closed", "of_value"];
const TIMES = ["acknowledged_after_s", "answered_after_s"];
const MOST_DAYS_SHOWN = 92;

export async function open(desk) {
  const measure = el("select", { id: "stats-measure", onchange: () => { sessionStorage.setItem("statistics measure", measure.value); draw(); } },
    options(MEASURES.map((one) => [one, say(`stats_${one}`)]), sessionStorage.getItem("statistics measure") ?? "messages"));
  const by = el("select", { id: "stats-by" });
  const parts = { head: el("div"), charts: el("div", { class: "charts" }) };
  const names = new Map(desk.units);
  const form = await chooser(desk, names, load);
  let found = null;

  if (!desk.alive()) return;
  show("main",
    el("h1", {}, say("stats")),
    form,
    parts.head,
    field(say("stats_measure"), measure),
    parts.charts,
    desk.may("statistics.export") && el("div", { class: "bar" },
      el("label", { for: "stats-by" }, say("stats_by")), by,
      el("button", { type: "button", onclick: exported }, say("stats_export"))));

  async function load() {
    const { from, to, units, others } = choice(desk);
    const query = { from, to, unit: units.join(",") };
    const wanted = ["unit", "category", ...(others ? [] : ["day"])];
    by.replaceChildren(...options(wanted.map((one) => [one, say(`stats_by_${one}`)]), by.value));
    try {
      const read = await Promise.all(wanted.map((one) => api.read("statistics", { ...query, by: one })));
      if (!desk.alive()) return;
      found = { from, to, ...Object.fromEntries(wanted.map((one, place) => [one, read[place]])) };
      draw();
    } catch (refused) {
      if (!desk.alive()) return;
      if (refused.status === 401) desk.failed(refused);
      else tell(why(refused), { bad: true });
    }
  }

  function draw() {
    if (!found) return;
    const { total } = found.unit;
    const small = found.unit.others;
    const one = measure.value;
    const title = (key) => say(key, { measure: say(`stats_${one}`) });
    renew(parts.head,
      el("h2", {}, say("stats_total")),
      el("p", { class: "quiet", role: "status" }, `${written(found.from)} – ${written(found.to)}`),
      el("dl", { class: "facts tiles" }, [...MEASURES, ...TIMES].map((name) => el("div", {},
        el("dt", {}, say(`stats_${name}`)),
        el("dd", {}, TIMES.includes(name) ? lasting(total[name]) : told(total[name], { small: small && name !== "followers" }))))));
    parts.charts.replaceChildren(...[
      found.day && columns(title("stats_overTime"), overTime(found, one)),
      bars(say("stats_funnel"), FUNNEL.map((name) => ({ label: say(`stats_${name}`), value: total[name] })), { small }),
      found.unit.lines.length > 1 && bars(title("stats_byUnit"), sorted(found.unit.lines, one, (line) => names.get(line.name) ?? line.name), { small }),
      bars(title("stats_byCategory"), sorted(found.category.lines, one, (line) => say(`stats_category_${line.name}`)), { small }),
      Object.keys(total.outcomes).length > 0 && bars(say("stats_outcomes"), outcomes(total.outcomes)),
    ].filter(Boolean));
  }

  async function exported() {
    const { from, to, units } = choice(desk);
    try {
      const { csv } = await api.read("statistics/export", { from, to, unit: units.join(","), by: by.value });
      save(`${from}_${to}_${by.value}.csv`, csv);
    } catch (refused) {
      tell(why(refused), { bad: true });
    }
  }

  await load();
}

function sorted(lines, measure, label) {
  return lines.map((line) => ({ label: label(line), value: line[measure] })).sort((one, other) => (other.value ?? -1) - (one.value ?? -1));
}

function outcomes(counted) {
  return Object.entries(counted).map(([name, value]) => ({ label: say(`stats_outcome_${name}`), value })).sort((one, other) => other.value - one.value);
}

/** Every day, or month when there are too many days to see; of followers the last count stands for the month. */
function overTime({ from, to, day: { lines } }, measure) {
  const counted = new Map(lines.map((line) => [line.name, line[measure]]));
  const days = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) days.push(new Date(at).toISOString().slice(0, 10));
  if (days.length <= MOST_DAYS_SHOWN) return days.map((one) => ({ label: written(one).slice(0, 5), value: nothing(counted.get(one), measure) }));
  const months = new Map();
  for (const one of days) {
    const [month, value] = [one.slice(0, 7), nothing(counted.get(one), measure)];
    months.set(month, measure === "followers" ? (value ?? months.get(month) ?? null) : (months.get(month) ?? 0) + value);
  }
  return [...months].map(([month, value]) => ({ label: month.split("-").reverse().join("/"), value }));
}

/** A day without a line is one on which nothing happened; followers were not counted on it. */
function nothing(value, measure) {
  return value ?? (measure === "followers" ? null : 0);
}

function lasting(seconds) {
  if (seconds === null) return say("stats_unknown");
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? say("stats_minutes", { minutes: number(minutes) }) : say("stats_hours", { hours: number(Math.round(minutes / 6) / 10) });
}
