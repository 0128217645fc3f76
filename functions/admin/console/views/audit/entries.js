// What an account did, newest first: the own one for everybody, a colleague's for auditors.

import * as api from "../../api.js";
import { el, tell } from "../../page.js";
import { number, say, time } from "../../strings.js";
import { field } from "../asking.js";
import { accounts, moments, whose } from "./asked.js";

const CASE = /\bcase ([0-9A-HJKMNP-TV-Z]{26})$/;

const SAID_BY_THE_DEED = new Set([
  ...["audit", "bank entries", "broadcast new", "broadcasts", "cases", "cases by words", "cases sent away", "dead letters", "desk", "draft"],
  ...["imports", "offices", "officers", "orders", "own account", "own audit", "own chat account", "pages", "reply templates", "reveal requests"],
  ...["statistics", "to-do list", "topics", "trials", "units", "units by name", "versions"],
]);

export async function entries(desk, place) {
  const { alive, failed, officer } = desk;
  const others = desk.may("audit.read") ? (await accounts(desk)).filter(([name]) => name !== officer.username) : [];
  if (!alive()) return;
  const who = whose([["", say("auditOwn")], ...others]);
  const asked = moments();
  const count = el("p", { class: "quiet", role: "status" }, say("loading"));
  const list = el("ul", { class: "told", "aria-label": say("auditTab_entries") });
  const more = el("button", { type: "button", onclick: () => load(true) }, say("more"));
  let next = "";
  let turn = 0;
  place.replaceChildren(
    el("form", { class: "column", onsubmit: (event) => { event.preventDefault(); load(false); } },
      others.length > 0 && field(say("auditWho"), who),
      asked.node,
      el("p", {}, el("button", { class: "main" }, say("auditShow")))),
    count, list, el("p", {}, more));
  more.hidden = true;

  async function load(further) {
    if (!asked.inOrder()) {
      tell(say("auditOrder"), { bad: true });
      return;
    }
    const mine = ++turn;
    more.disabled = true;
    try {
      const page = await api.read("audit", { officer: who.value, ...asked.between(), cursor: further ? next : "" });
      if (!alive() || mine !== turn) return;
      next = page.next;
      const lines = page.items.map((entry) => line(entry, desk));
      if (further) list.append(...lines);
      else list.replaceChildren(...lines);
      const shown = list.children.length;
      count.textContent = shown ? say(next ? "auditCountMore" : "auditCount", { count: number(shown) }) : say("auditNothing");
      more.hidden = !next;
      if (further) lines[0]?.focus();
    } catch (refused) {
      if (alive()) failed(refused);
    } finally {
      more.disabled = false;
    }
  }

  await load(false);
}

function line(entry, desk) {
  const [, case_id] = CASE.exec(entry.target) ?? [];
  const wrong = entry.outcome === "denied" || entry.outcome === "refused";
  return el("li", { tabindex: "-1" },
    el("p", {}, el("strong", {}, say(`audited_${entry.deed}`)), " ",
      entry.outcome !== "allowed" && el("span", { class: wrong ? "badge overdue" : "badge" }, say(`auditOutcome_${entry.outcome}`))),
    !SAID_BY_THE_DEED.has(entry.target) && el("p", { class: "words" }, case_id && desk.may("case.read") ? el("a", { href: `#case/${case_id}` }, entry.target) : entry.target),
    el("p", { class: "quiet" }, el("time", { datetime: entry.at }, time(entry.at)), " · ", say("auditFrom", { ip: entry.source_ip }), " · ", say("auditPlace", { place: number(entry.place) })));
}
