// Lists of card states: one is sent up straight from the device, and followed until citizens are answered from it.

import * as api from "../api.js";
import { el, show } from "../page.js";
import { learn, number, say, time } from "../strings.js";
import * as bankWords from "../words/bank.js";
import * as words from "../words/cards.js";
import { oneLanguage, renew, why } from "./asking.js";
import { faultLines } from "./bank/files.js";
import { uploader } from "./cards/upload.js";

learn(bankWords);
learn(words);

const EVERY_MS = 2000;
const ENDED = ["shown", "refused", "failed"];
const COUNTS = [["rows", "cards_rows"], ["added", "cards_added"], ["changed", "cards_changed"], ["unchanged", "cards_unchanged"], ["error_count", "cards_errors"]];

export async function open(desk, importId) {
  try {
    return await (importId ? one(desk, importId) : list(desk));
  } catch (refused) {
    if (!desk.alive()) return undefined;
    if (refused.status !== 404) desk.failed(refused);
    else show("main", back(), el("h1", {}, say("cards")), el("p", {}, why(refused, { 404: say("cards_notFound") })));
    return undefined;
  }
}

async function list(desk) {
  const lines = el("ul", { class: "cases", "aria-labelledby": "imports" });
  const more = el("button", { type: "button", hidden: true, onclick: () => load(true) }, say("more"));
  let items = [];
  let next = null;
  show("main",
    el("h1", {}, say("cards")),
    el("p", { class: "quiet" }, say("cards_why")),
    desk.may("cards.import") && uploader(desk),
    el("h2", { id: "imports" }, say("cards_list")), lines, el("p", {}, more));

  async function load(further) {
    const page = await api.read("cards/imports", { cursor: further ? next : "" });
    if (!desk.alive()) return;
    const fresh = new Set(page.items.map(({ id }) => id));
    const oldest = page.items.at(-1)?.id;
    const below = items.filter(({ id }) => !fresh.has(id) && id < oldest);
    const was = items.length;
    items = further ? [...items, ...page.items] : [...page.items, ...(page.next ? below : [])];
    if (further || !was || !below.length) next = page.next;
    more.hidden = !next;
    renew(lines, items.length ? items.map((item) => line(item, desk)) : el("li", { class: "quiet" }, say("cards_none")));
  }

  await load(false);
  return () => (document.hidden ? undefined : load(false).catch(() => {}));
}

function line(item, desk) {
  return el("li", {}, el("a", { href: `#cards/${api.at(item.id)}`, "data-key": item.id },
    el("span", { class: "marks" }, state(item)),
    el("span", { class: "summary" }, nameOf(item)),
    el("span", { class: "quiet" }, `${desk.units.get(item.unit) ?? item.unit} · ${item.by} · ${time(item.created_at)}`)));
}

function state(item) {
  return el("span", { class: `badge ${item.state === "shown" ? "new" : ""}` }, say(`cards_state_${item.state}`));
}

function nameOf(item) {
  return item.file_name || say("cards_noName", { time: time(item.created_at) });
}

async function one(desk, importId) {
  const room = el("div");
  const news = el("p", { class: "notice", role: "status" });
  let seen = "";
  show("main", back(), room);

  async function load() {
    const found = await api.read(`cards/imports/${api.at(importId)}`);
    if (!desk.alive()) return true;
    const { report_url: _, ...plain } = found;
    if (JSON.stringify(plain) !== seen) draw(found);
    seen = JSON.stringify(plain);
    return ENDED.includes(found.state);
  }

  function draw(found) {
    const words = say(`cards_what_${found.state}`);
    if (news.textContent !== words) news.textContent = words;
    renew(room,
      el("h1", {}, nameOf(found)),
      el("p", {}, state(found)), news,
      found.reason && el("p", { class: "bad" }, oneLanguage(found.reason)),
      el("dl", { class: "facts" },
        COUNTS.map(([name, key]) => fact(key, number(found[name]))),
        fact("cards_unit", desk.units.get(found.unit) ?? found.unit), fact("cards_by", found.by),
        fact("cards_at", time(found.created_at)), found.finished_at && fact("cards_finished", time(found.finished_at))),
      found.errors.length > 0 && faultLines(found.errors, found.error_count),
      found.report_url && el("p", {}, el("button", { type: "button", "data-key": "report", onclick: report }, say("cards_report"))));
  }

  /** The address is good for minutes, so it is asked for when it is needed. */
  async function report() {
    const { report_url: url } = await api.read(`cards/imports/${api.at(importId)}`).catch((refused) => { desk.failed(refused); return {}; });
    if (url) el("a", { href: url, rel: "noreferrer noopener", target: "_blank" }).click();
  }

  if (await load()) return;
  const looking = setInterval(async () => {
    if (!desk.alive()) clearInterval(looking);
    else if (!document.hidden && await load().catch(() => false)) clearInterval(looking);
  }, EVERY_MS);
}

function fact(key, value) {
  return el("div", {}, el("dt", {}, say(key)), el("dd", {}, value));
}

function back() {
  return el("p", {}, el("a", { href: "#cards" }, say("cards_back")));
}
