// Before it goes out: whom it would reach and why not the others, how long it takes, what it costs, what may be sent.

import { el } from "../../page.js";
import { number, say, when } from "../../strings.js";
import { freshUntil, reachOf } from "./control.js";
import { part } from "./renewing.js";
import { mayBegin } from "./rights.js";
import { lasting, people, sentence } from "./saying.js";

const PATIENCE_MS = 60000;

export function preflight(one) {
  let asked = null;
  const news = el("p", { role: "status" });
  const button = el("button", { type: "button", id: "bc-count", onclick: count });
  const shown = part(el("div"), (found, fresh) => (found.preflight ? figures(found, fresh) : []));
  const before = el("div", {}, el("h2", {}, say("bc_preflight")), news, el("p", { class: "bc-buttons" }, button));
  const fold = el("details", { open: true }, el("summary", {}, el("h2", {}, say("bc_preflight"))), shown.node);
  const node = el("section", { "aria-label": say("bc_preflight") }, before, fold);
  let folded = false;

  async function count() {
    button.disabled = true;
    asked = { before: one.latest().preflight?.counted_at ?? "", until: Date.now() + PATIENCE_MS };
    news.textContent = say("bc_counting");
    if (!(await one.order("preflight", {}))) stop("");
    else watch();
  }

  function stop(words) {
    asked = null;
    button.disabled = false;
    news.textContent = words;
  }

  /** Ask again until what was counted has come; it is not part of the answer to the order. */
  function watch() {
    if (!asked || !one.desk.alive()) return;
    if (Date.now() > asked.until) stop(say("bc_countLate"));
    else setTimeout(() => { if (asked && one.desk.alive()) one.look().then(watch); }, 1000);
  }

  return {
    node,
    set(found) {
      const draft = found.state === "draft";
      node.hidden = !draft && !found.preflight;
      before.hidden = !draft;
      fold.firstChild.hidden = draft;
      if (draft !== !folded) fold.open = draft;
      folded = !draft;
      button.hidden = !mayBegin(one.desk, "broadcast.try", found);
      button.textContent = say(found.preflight ? "bc_recount" : "bc_countNow");
      const { preflight: now, kind, starts_at, state } = found;
      shown.set({ preflight: now, kind, starts_at, state }, freshUntil(found));
      if (asked && now && now.counted_at !== asked.before) stop(say("bc_counted"));
      if (!asked && !now && found.state === "draft") news.textContent = say("bc_notCounted");
    },
  };
}

function figures(found, fresh) {
  const { preflight: now, kind } = found;
  const amount = (value) => (kind === "article" ? say("bc_pagesCount", { count: number(value) }) : people(value));
  const pages = [...new Set([...Object.keys(now.by_page), ...Object.keys(now.quota_left), ...Object.keys(now.unready)])].sort();
  const through = () => new Date((found.starts_at ? Date.parse(found.starts_at) : Date.now()) + now.seconds * 1000).toISOString();
  return [
    el("p", { class: "bc-reach" }, say("bc_reaches", { reach: number(reachOf(found)), people: amount(now.people) })),
    el("dl", { class: "facts" },
      fact("bc_duration", found.state === "draft" ? `${lasting(now.seconds)} · ${say(found.starts_at ? "bc_throughThen" : "bc_throughAt", { time: when(through()) })}` : lasting(now.seconds)),
      fact("bc_cost", [say("bc_vnd", { count: number(now.cost_vnd) }), now.unpriced ? ` + ${say("bc_unpriced", { count: number(now.unpriced) })}` : ""]),
      kind === "messages" && fact("bc_doubles", now.possible_doubles ? people(now.possible_doubles) : say("bc_noDoubles"))),
    found.state === "draft" && el("p", { class: fresh ? "quiet" : "bad" }, say(fresh ? "bc_countedAt" : "bc_countedOld", { time: when(now.counted_at), until: fresh && when(new Date(fresh).toISOString()) })),
    now.notices.map((one) => el("p", { class: "notice" }, sentence(one))),
    Object.keys(now.unready).length > 0 && el("p", { class: "bad" }, say("bc_unreadyPages", { count: number(Object.keys(now.unready).length) })),
    table("bc_byRail", ["bc_rail", "bc_count", "bc_billed"], Object.entries(now.reach).map(([rail, count]) => [say(`bc_rail_${rail}`), number(count), number(now.billed[rail] ?? 0)])),
    table("bc_passedBy", ["bc_whyNot", "bc_count"], Object.entries(now.passed_by).map(([letter, count]) => [say(`bc_letter_${letter}`), number(count)])),
    pages.length > 0 && el("details", { id: "bc-by-page" }, el("summary", {}, say("bc_byPage", { count: number(pages.length) })),
      table("bc_byPageTitle", ["bc_page", "bc_count", "bc_quota", "bc_ready"], pages.map((page) => [page, number(now.by_page[page] ?? 0), quota(now.quota_left[page]), now.unready[page] ? say(`bc_unready_${now.unready[page]}`) : say("bc_canSend")]))),
  ].filter(Boolean).flat();
}

function fact(name, value) {
  return el("div", {}, el("dt", {}, say(name)), el("dd", {}, value));
}

function quota(left) {
  if (!left) return say("bc_quotaAsked");
  const told = Object.entries(left).map(([kind, count]) => `${say(`bc_quota_${kind}`)}: ${count === "unknown" ? say("bc_quotaUnknown") : number(count)}`);
  return told.join("; ") || say("bc_quotaUnknown");
}

function isCount(words) {
  return /^[\d.,\s]+$/.test(words);
}

/** A table that scrolls by itself where it is wider than the page. */
function table(title, heads, rows) {
  if (!rows.length) return null;
  return el("div", { class: "bc-wide", tabindex: 0, role: "region", "aria-label": say(title) },
    el("table", { class: "bc-table" },
      el("caption", {}, say(title)),
      el("thead", {}, el("tr", {}, heads.map((one, place) => el("th", { scope: "col", class: isCount(rows[0][place]) ? "bc-count" : "" }, say(one))))),
      el("tbody", {}, rows.map(([first, ...others]) => el("tr", {}, el("th", { scope: "row" }, first), others.map((one) => el("td", { class: isCount(one) ? "bc-count" : "" }, one)))))));
}
