// Whom it is for: followers of units or pages, of these by topic, tag and what they got before.

import * as api from "../../api.js";
import { el } from "../../page.js";
import { number, say, time } from "../../strings.js";
import { field, ticks } from "./controls.js";
import { renew } from "./renewing.js";

const RECENT = 50;
const MOST_EARLIER = 8;

/** What there is to choose from. Whatever cannot be read is not offered; units always are. */
export async function offered(desk) {
  const listed = (path, query) => api.read(path, query).then((found) => found.items, () => []);
  const [pages, topics, earlier] = await Promise.all([
    listed("pages"),
    desk.may("topic.read") ? listed("topics") : [],
    listed("broadcasts", { limit: RECENT }),
  ]);
  const named = new Map(topics.flatMap((one) => one.topics.map((topic) => [`topic:${topic.key}`, topic.name])));
  return { pages, topics: named, earlier: earlier.filter((one) => one.started_at) };
}

/** The audience in one line of words; `topics` names them where they are known. Once it is saved, `pages` are all pages. */
export function audienceWords(audience, kind, units, { topics = new Map(), saved = false } = {}) {
  const named = audience.units.map((one) => units.get(one) ?? one);
  const shown = named.length > 3 ? say("bc_unitsCount", { count: number(named.length) }) : named.join(", ");
  const pages = audience.pages.length && say("bc_pagesCount", { count: number(audience.pages.length) });
  const where = [shown, (!saved || !shown) && pages].filter(Boolean);
  if (!where.length) return say("bc_nobodyYet");
  const words = [say("bc_followersOf", { where: where.join(` ${say("bc_and")} `) })];
  if (saved && shown) words.push(say("bc_inAll", { pages }));
  if (kind === "article") return `${words.join("; ")}. ${say("bc_noPicking")}`;
  if (audience.segments?.length) words.push(say("bc_having", { what: audience.segments.map((one) => topics.get(one) ?? one).join(` ${say("bc_or")} `) }));
  if (audience.got) words.push(say("bc_whoGot"));
  if (audience.not_got?.length) words.push(say("bc_whoNotGot", { count: number(audience.not_got.length) }));
  if (audience.excluded?.length) words.push(say("bc_without", { count: number(audience.excluded.length) }));
  return `${words.join("; ")}.`;
}

/** The builder; it changes `fields` in place and calls `changed`. */
export function builder(desk, fields, choices, changed) {
  const sum = el("p", { class: "bc-sum", id: "bc-sum" });
  const pages = el("div");
  const picking = el("div", {}, segmentsOf(fields, choices, update), earlierOf(fields, choices, update), excludedOf(fields, update));
  const units = el("div");
  const drawUnits = () => renew(units, [
    ticks("bc-units", say("bc_units"), [...desk.units].map(([value, label]) => ({ value, label })), fields.units, () => { drawPages(); update(); }, { filter: say("bc_findUnit") }),
    desk.units.size > 2 && el("p", { class: "bc-buttons" },
      el("button", { type: "button", id: "bc-all", onclick: () => all([...desk.units.keys()]) }, say("bc_allUnits")),
      el("button", { type: "button", id: "bc-no-unit", onclick: () => all([]) }, say("bc_noUnits"))),
  ]);
  const node = el("fieldset", { class: "bc-audience" }, el("legend", {}, say("bc_audience")), sum, units, pages, picking);

  function all(chosen) {
    fields.units = chosen;
    drawUnits();
    drawPages();
    update();
  }

  function drawPages() {
    renew(pages, pagesOf(desk, fields, choices, update));
  }

  function update() {
    const one = fields;
    sum.textContent = audienceWords(one, one.kind, desk.units, { topics: choices.topics });
    sum.classList.toggle("bad", !one.units.length && !one.pages.length);
    picking.hidden = one.kind === "article";
    changed();
  }

  drawUnits();
  drawPages();
  return { node, update };
}

function more(id, summary, open, ...children) {
  return el("details", { id, open }, el("summary", {}, summary), ...children);
}

function pagesOf(desk, fields, { pages }, update) {
  const known = new Set(pages.map((page) => page.page_id));
  const options = [
    ...pages.map(({ page_id: value, unit }) => ({ value, label: `${desk.units.get(unit) ?? unit} · ${value}`, fixed: fields.units.includes(unit) })),
    ...fields.pages.filter((page) => !known.has(page)).map((value) => ({ value, label: value })),
  ];
  if (!options.length) return [];
  return more("bc-pages", say("bc_somePages"), fields.pages.length > 0,
    el("p", { class: "quiet" }, say("bc_somePagesWhy")),
    ticks("bc-page-list", say("bc_pages"), options, fields.pages, update, { filter: say("bc_findPage") }));
}

function segmentsOf(fields, { topics }, update) {
  const tags = fields.segments.filter((one) => one.startsWith("tag:")).map((one) => one.slice(4));
  const strange = fields.segments.filter((one) => one.startsWith("topic:") && !topics.has(one));
  const names = [...topics, ...strange.map((one) => [one, one.slice(6)])];
  const chosen = fields.segments.filter((one) => one.startsWith("topic:"));
  const typed = el("input", { value: tags.join(" "), autocomplete: "off", autocapitalize: "none", spellcheck: "false", oninput: take });
  function take() {
    const said = typed.value.split(/[\s,;]+/).filter(Boolean).map((one) => `tag:${one.replace(/^tag:/, "").toLowerCase()}`);
    fields.segments = [...chosen, ...new Set(said)];
    update();
  }
  return more("bc-segments", say("bc_segments"), fields.segments.length > 0,
    names.length > 0 && ticks("bc-topics", say("bc_topics"), names.map(([value, label]) => ({ value, label })), chosen, take, { filter: say("bc_findTopic") }),
    field("bc-tags", say("bc_tags"), typed, { hint: say("bc_tagsHint") }));
}

function earlierOf(fields, { earlier }, update) {
  const listed = new Map(earlier.filter((one) => one.kind !== "article").map((one) => [one.id, `${one.title} · ${time(one.started_at)}`]));
  for (const id of [fields.got, ...fields.not_got]) if (id && !listed.has(id)) listed.set(id, id);
  if (!listed.size) return null;
  const got = el("select", { onchange: () => { fields.got = got.value; update(); } },
    el("option", { value: "" }, say("bc_anybody")),
    [...listed].map(([value, label]) => el("option", { value, selected: value === fields.got }, label)));
  return more("bc-earlier", say("bc_earlier"), Boolean(fields.got || fields.not_got.length),
    field("bc-got", say("bc_got"), got),
    ticks("bc-not-got", say("bc_notGot", { most: MOST_EARLIER }), [...listed].map(([value, label]) => ({ value, label })), fields.not_got, update, { filter: say("bc_findEarlier") }));
}

function excludedOf(fields, update) {
  const typed = el("textarea", { rows: 3, spellcheck: "false", autocapitalize: "none", oninput: () => { fields.excluded = typed.value.split(/[\s,;]+/).filter(Boolean); update(); } });
  typed.value = fields.excluded.join("\n");
  return more("bc-without", say("bc_excluded"), fields.excluded.length > 0, field("bc-excluded", say("bc_excludedLabel"), typed, { hint: say("bc_excludedHint") }));
}
