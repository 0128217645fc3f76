// The breach query: whose data an account saw between two moments, on the screen and as a table.

import * as api from "../../api.js";
import { el, tell } from "../../page.js";
import { number, say, time } from "../../strings.js";
import { field, save } from "../asking.js";
import { accounts, moments, whose } from "./asked.js";

const DAYS = 7;
const MOST_SHOWN = 200;
const MOST_PAGES = 400;

export async function seen(desk, place) {
  const { alive, failed } = desk;
  const known = await accounts(desk);
  if (!alive()) return;
  const who = whose([["", say("auditChoose")], ...known]);
  who.required = true;
  const asked = moments({ required: true, days: DAYS });
  const table = el("button", { type: "button", onclick: csv }, say("auditCsv"));
  const form = el("form", { class: "column", onsubmit: (event) => { event.preventDefault(); load(false); } },
    el("p", { class: "quiet" }, say("auditSeenWhy")),
    field(say("auditWho"), who), asked.node,
    el("p", { class: "choices" }, table, el("button", { class: "main" }, say("auditShow"))));
  const find = el("input", { id: "audit-find", type: "search", autocomplete: "off", spellcheck: "false", oninput: () => { shown = MOST_SHOWN; draw(); } });
  const finding = field(say("auditFind"), find);
  const count = el("p", { class: "quiet", role: "status" });
  const list = el("ul", { class: "told", "aria-label": say("auditTab_seen") });
  const more = el("button", { type: "button", onclick: further }, say("more"));
  let sights = [];
  let next = "";
  let query = null;
  let shown = MOST_SHOWN;
  let turn = 0;
  finding.hidden = more.hidden = true;
  place.replaceChildren(form, finding, count, list, el("p", {}, more));

  function ready() {
    if (!form.reportValidity()) return false;
    if (!asked.inOrder()) tell(say("auditOrder"), { bad: true });
    return asked.inOrder();
  }

  function further() {
    if (shown < matching().length) {
      shown += MOST_SHOWN;
      draw();
    } else {
      load(true);
    }
  }

  async function load(on) {
    if (!on && !ready()) return;
    const mine = ++turn;
    more.disabled = true;
    if (!on) {
      query = { officer: who.value, ...asked.between() };
      shown = MOST_SHOWN;
      count.textContent = say("loading");
    }
    try {
      let page = { next: on ? next : "", items: [] };
      let found = [];
      do { // a page may be empty and not the last: it looked at entries that show nobody's data
        page = await api.read("audit/seen", { ...query, cursor: page.next });
        found = page.items;
      } while (!found.length && page.next && alive() && mine === turn);
      if (!alive() || mine !== turn) return;
      sights = on ? [...sights, ...found] : found;
      next = page.next;
      draw();
    } catch (refused) {
      if (alive()) failed(refused);
    } finally {
      more.disabled = false;
    }
  }

  function matching() {
    const wanted = find.value.trim().toLowerCase();
    return wanted ? sights.filter((one) => `${one.id} ${one.person_id}`.toLowerCase().includes(wanted)) : sights;
  }

  function draw() {
    const found = matching();
    finding.hidden = !sights.length;
    list.replaceChildren(...found.slice(0, shown).map(line));
    more.hidden = !next && found.length <= shown;
    count.textContent = told(found);
  }

  function told(found) {
    if (!sights.length) return say("auditSeenNothing");
    if (find.value.trim()) return say("auditFound", { count: number(found.length) });
    const cases = new Set(sights.filter((one) => one.kind === "case").map((one) => one.id)).size;
    const people = new Set(sights.map((one) => one.person_id).filter(Boolean)).size;
    return say(next ? "auditSeenSumMore" : "auditSeenSum", { cases: number(cases), people: number(people), count: number(sights.length) });
  }

  async function csv() {
    if (!ready()) return;
    table.disabled = true;
    const which = { officer: who.value, ...asked.between() };
    const lines = [];
    try {
      let cursor = "";
      let pages = 0;
      do {
        const page = await api.read("audit/seen/export", { ...which, cursor });
        const [heading, ...rest] = page.csv.split("\r\n").filter(Boolean);
        lines.push(...(lines.length ? rest : [heading, ...rest]));
        cursor = page.next;
        pages += 1;
      } while (cursor && alive() && pages < MOST_PAGES);
      if (!alive()) return;
      save(`${which.officer}-${which.since.slice(0, 10)}-${which.until.slice(0, 10)}.csv`, `${lines.join("\r\n")}\r\n`);
      tell(say("auditSaved", { count: number(lines.length - 1) }));
    } catch (refused) {
      if (alive()) failed(refused);
    } finally {
      table.disabled = false;
    }
  }
}

function line(one) {
  const what = { case: () => say("auditCase", { id: one.id }), person: () => say("auditPerson", { id: one.id }) }[one.kind] ?? (() => one.id);
  const person = one.kind === "person" ? "" : one.person_id ? say("auditPerson", { id: one.person_id }) : say("auditUnknownPerson");
  return el("li", {},
    el("p", {}, el("strong", {}, what())),
    el("p", { class: "quiet" }, [say(`audited_${one.deed}`), person].filter(Boolean).join(" · ")),
    el("p", { class: "quiet" }, el("time", { datetime: one.at }, time(one.at)), " · ", say("auditFrom", { ip: one.source_ip })));
}
