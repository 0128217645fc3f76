// The questions of the draft, found by words with or without diacritics, a page at a time.

import * as api from "../../api.js";
import { el } from "../../page.js";
import { say } from "../../strings.js";
import { day, field } from "../asking.js";

const PATIENCE_MS = 300;
const FILTER = "bank filter";

export async function open(desk, room) {
  const kept = { q: "", topic: "", ...JSON.parse(sessionStorage.getItem(FILTER) ?? "{}") };
  const q = el("input", { type: "search", id: "bank-q", value: kept.q, autocomplete: "off", maxlength: 300, oninput: soon });
  const topic = el("input", { type: "search", id: "bank-topic", value: kept.topic, autocomplete: "off", maxlength: 300, oninput: soon });
  const count = el("p", { class: "quiet", role: "status" });
  const list = el("ul", { class: "cases", "aria-label": say("bank_part_list") });
  const more = el("button", { type: "button", hidden: true, onclick: () => load(true) }, say("more"));
  let next = null;
  let items = [];
  let turn = 0;
  let waiting;

  room.replaceChildren(
    el("form", { role: "search", onsubmit: (event) => { event.preventDefault(); load(false); } },
      field(say("bank_search"), q, say("bank_searchHint")), field(say("bank_topic"), topic)),
    ...[desk.may("bank.edit") && el("p", {}, el("a", { class: "button", href: "#bank/new" }, say("bank_new")))].filter(Boolean),
    count, list, el("p", {}, more));

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(() => load(false), PATIENCE_MS);
  }

  async function load(further) {
    const mine = ++turn;
    sessionStorage.setItem(FILTER, JSON.stringify({ q: q.value, topic: topic.value }));
    try {
      const page = await api.read("faq/entries", { q: q.value.trim(), topic: topic.value.trim(), cursor: further ? next : "" });
      if (mine !== turn || !desk.alive()) return;
      const first = items.length;
      items = further ? [...items, ...page.items] : page.items;
      next = page.next;
      if (further) list.append(...page.items.map(line));
      else list.replaceChildren(...items.map(line));
      count.textContent = items.length === 0 ? say("bank_none") : say(next ? "bank_shownMore" : "bank_shown", { count: items.length });
      more.hidden = !next;
      if (further) list.children[first]?.querySelector("a").focus();
    } catch (refused) {
      if (mine === turn && desk.alive()) desk.failed(refused);
    }
  }

  function line(entry) {
    return el("li", {}, el("a", { href: `#bank/entry/${api.at(entry.id)}` },
      el("span", { class: "marks" }, marks(entry)),
      el("span", { class: "summary" }, entry.question),
      el("span", { class: "quiet" }, [entry.topic, desk.units.get(entry.owner_unit) ?? entry.owner_unit,
        entry.variants > 0 && say("bank_variantsCount", { count: entry.variants }), entry.id].filter(Boolean).join(" · "))));
  }

  count.textContent = say("loading");
  await load(false);
}

function marks({ sample, valid_from: from, valid_to: to }) {
  return [
    sample && "bank_sample",
    to && to < day() && "bank_over",
    from && from > day() && "bank_later",
  ].filter(Boolean).map((key) => el("span", { class: "badge" }, say(key)));
}
