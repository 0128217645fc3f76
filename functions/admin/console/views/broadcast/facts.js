// What a broadcast is: its title and state, its words as citizens get them, and everything that was decided about it.

import { el } from "../../page.js";
import { number, say, time } from "../../strings.js";
import { audienceWords } from "./audience.js";
import { turn } from "./control.js";
import { marksOf } from "./list.js";
import { preview } from "./preview.js";
import { part } from "./renewing.js";
import { mayBegin } from "./rights.js";
import { either } from "./saying.js";

const moment = (iso) => el("time", { datetime: iso }, time(iso));

export function head() {
  const title = part(el("div"), (found) => [
    el("h1", {}, found.title),
    el("p", { class: "marks" }, marksOf(found)),
  ]);
  const news = el("p", { role: "status" });
  return {
    node: el("div", {}, title.node, news),
    set(found) {
      const { title: name, priority, kind, state } = found;
      title.set({ title: name, priority, kind, state });
      const words = stateWords(found);
      if (news.textContent !== words) news.textContent = words;
      news.className = found.state === "paused" && !["officer", "night"].includes(found.reason) ? "bad" : "";
    },
  };
}

function stateWords(found) {
  const why = found.reason && found.reason !== "officer" && found.reason_words ? ` ${either(found.reason_words)}.` : "";
  if (found.state === "approved" && found.starts_at) return say("bc_tells_waits", { time: time(found.starts_at) }) + why;
  return say(`bc_tells_${found.state}`) + why;
}

/** The words as citizens get them; a draft with a way to change it. */
export function wording(one) {
  const { desk, id } = one;
  const shown = part(el("section", { "aria-labelledby": "bc-words" }), (found, unitName) => [
    el("h2", { id: "bc-words" }, say("bc_preview")),
    ...preview({ ...found, unitName }),
    found.state === "draft" && el("p", { class: "bc-buttons" },
      mayBegin(desk, "broadcast.edit", one.latest()) && el("a", { class: "button", href: `#broadcasts/${id}/edit` }, say("bc_edit")),
      desk.may("broadcast.cancel") && el("button", { type: "button", id: "bc-discard", class: "risky", onclick: () => turn(one, "cancel") }, say("bc_discard"))),
  ]);
  return {
    node: shown.node,
    set({ kind, title, text, description, cover_url, template_id, code, unit, state }) {
      shown.set({ kind, title, text, description, cover_url, template_id, code, state }, desk.units.get(unit) ?? unit);
    },
  };
}

export function facts({ desk }) {
  let topics = new Map();
  const shown = part(el("section", { "aria-labelledby": "bc-facts" }), (found, audience) => [
    el("h2", { id: "bc-facts" }, say("bc_facts")),
    el("p", {}, audience),
    el("details", { id: "bc-all-pages" }, el("summary", {}, say("bc_pagesCount", { count: number(found.audience.pages.length) })), el("ul", {}, found.audience.pages.map((one) => el("li", {}, el("code", {}, one))))),
    el("dl", { class: "facts" }, factsOf(found, desk.units)),
  ]);
  const set = (found) => {
    const { books, preflight, per_second, eta_s, followers, ...still } = found;
    shown.set(still, audienceWords(found.audience, found.kind, desk.units, { topics, saved: true }));
  };
  return {
    node: shown.node,
    set,
    name(known, found) {
      topics = known;
      set(found);
    },
  };
}

function factsOf(found, units) {
  const link = (id) => el("a", { href: `#broadcasts/${id}` }, say("bc_open"));
  return [
    ["unit", units.get(found.unit) ?? found.unit],
    ["bc_code", el("code", {}, found.code)],
    ["bc_author", [found.created_by, " · ", moment(found.created_at)]],
    found.approved_by.length > 0 && ["bc_approvedBy", found.approved_by.join(", ")],
    found.starts_at && ["bc_startsAt", moment(found.starts_at)],
    found.started_at && ["bc_startedAt", moment(found.started_at)],
    found.ended_at && ["bc_endedAt", moment(found.ended_at)],
    found.recurring && ["bc_recurring", say(`bc_recurring_${found.recurring}`)],
    found.template_id && ["bc_template", found.template_id],
    found.kind === "messages" && ["bc_policy", say(`bc_policy_${found.policy}`)],
    found.night_reason && ["bc_nightReason", found.night_reason],
    found.corrects && ["bc_corrects", link(found.corrects)],
    found.follows && ["bc_follows", link(found.follows)],
  ].filter(Boolean).map(([name, value]) => el("div", {}, el("dt", {}, say(name)), el("dd", {}, value)));
}
