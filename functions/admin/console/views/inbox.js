// The inbox: newest first, a page at a time, looked at again every half minute.

import * as api from "../api.js";
import { el, show, tell } from "../page.js";
import { learn, say, time } from "../strings.js";
import * as words from "../words/cases.js";

learn(words);

export const STATUSES = ["new", "in_progress", "closed"];

export function badge(status) {
  return el("span", { class: `badge ${status}` }, say(`status_${status}`));
}

export function urgentBadge() {
  return el("strong", { class: "badge urgent" }, say("urgent"));
}

let status = sessionStorage.getItem("filter") ?? "";
let lines = [];
let next = null;

/** Show the inbox; `alive()` is false once the officer has moved on. */
export async function open({ units, alive, failed }) {
  const list = el("ul", { class: "cases", "aria-labelledby": "heading" });
  const count = el("p", { class: "quiet", role: "status" });
  const more = el("button", { type: "button", onclick: () => load(true) }, say("more"));
  const filter = el(
    "select",
    { id: "filter", onchange: () => choose(filter.value) },
    ["", ...STATUSES].map((one) => el("option", { value: one, selected: one === status }, say(one ? `status_${one}` : "all"))),
  );
  show(
    "main",
    el("div", { class: "bar" },
      el("h1", { id: "heading" }, say("inbox")),
      el("label", { for: "filter" }, say("filter")),
      filter,
      el("button", { type: "button", onclick: () => load(false) }, say("refresh"))),
    count, list, el("p", {}, more),
  );

  function choose(chosen) {
    status = chosen;
    sessionStorage.setItem("filter", chosen);
    lines = [];
    load(false);
  }

  function draw() {
    list.replaceChildren(...lines.map((line) => el("li", {}, caseLink(line, units))));
    count.textContent = lines.length ? say("shown", { count: lines.length }) : say("empty");
    more.hidden = !next;
  }

  async function load(further) {
    const wanted = status;
    try {
      const page = await api.read("cases", { status, cursor: further && next ? next : "" });
      if (!alive() || wanted !== status) return;
      if (further) lines = [...lines, ...page.items];
      else lines = renewed(page);
      next = further || lines.length === page.items.length ? page.next : next;
      draw();
    } catch (refused) {
      if (alive()) failed(refused);
    }
  }

  /** A fresh first page over what was loaded further down, so that the list does not jump back. */
  function renewed(page) {
    const known = new Set(lines.map((line) => line.case_id));
    if (lines.length && page.items.some((line) => !known.has(line.case_id))) tell(say("newCases"));
    const fresh = new Set(page.items.map((line) => line.case_id));
    const last = page.items.at(-1);
    if (!page.next || !last) return page.items;
    const further = lines.filter((line) => !fresh.has(line.case_id) && line.opened_at <= last.opened_at);
    return [...page.items, ...further];
  }

  draw();
  count.textContent = say("loading");
  await load(false);
  return () => (document.hidden ? undefined : load(false));
}

function caseLink(line, units) {
  return el("a", { href: `#case/${line.case_id}`, class: line.urgency },
    el("span", { class: "marks" }, line.urgency === "urgent" && urgentBadge(), badge(line.status)),
    el("span", { class: "summary" }, line.summary),
    el("span", { class: "quiet" }, `${line.receipt} · ${units.get(line.unit) ?? line.unit} · `, el("time", { datetime: line.opened_at }, time(line.opened_at))));
}
