// The list of broadcasts, newest first, a page at a time; those on their way with how far they are.

import * as api from "../../api.js";
import { el, show, tell } from "../../page.js";
import { number, say, when } from "../../strings.js";
import { bar } from "./meter.js";
import { part } from "./renewing.js";
import { people, refuse, share } from "./saying.js";

export const RUNNING = ["planning", "sending", "paused"];
const AT_ONCE = 20;
const MOST_WATCHED = 5;

export function marksOf(line) {
  return [
    line.priority === "emergency" && el("strong", { class: "badge urgent" }, say("bc_emergency")),
    el("span", { class: `badge bc-${line.state}` }, say(`bc_state_${line.state}`)),
    line.kind === "article" && el("span", { class: "badge" }, say("bc_article")),
  ];
}

let before = [];
let cursor = "";

export async function open(desk) {
  const list = part(el("ul", { class: "cases", "aria-labelledby": "heading" }), (items, books) => items.map((line) => el("li", {}, lineOf(desk, line, books[line.id]))));
  const count = el("p", { class: "quiet", role: "status" }, say("loading"));
  const newer = el("button", { type: "button", onclick: () => turn(() => { cursor = before.pop() ?? ""; }) }, say("bc_newer"));
  const older = el("button", { type: "button", onclick: () => turn(() => { before.push(cursor); cursor = next; }) }, say("bc_older"));
  let next = null;
  let asked = 0;
  newer.hidden = older.hidden = true;
  show("main",
    el("div", { class: "bar" },
      el("h1", { id: "heading" }, say("bc_list")),
      desk.may("broadcast.edit") && el("a", { class: "button main", href: "#broadcasts/new" }, say("bc_new"))),
    count, list.node, el("p", { class: "bc-buttons" }, newer, older), codeForm(desk));

  async function turn(move) {
    move();
    await look();
    document.getElementById("main").focus();
    scrollTo(0, 0);
  }

  async function look() {
    const mine = ++asked;
    try {
      const page = await api.read("broadcasts", { cursor, limit: AT_ONCE });
      const running = page.items.filter((one) => RUNNING.includes(one.state)).slice(0, MOST_WATCHED);
      const read = await Promise.all(running.map((one) => api.read(`broadcasts/${api.at(one.id)}`).catch(() => null)));
      if (!desk.alive() || mine !== asked) return;
      next = page.next;
      list.set(page.items, Object.fromEntries(read.filter(Boolean).map((one) => [one.id, one.books])));
      const words = page.items.length ? say("bc_shown", { count: number(page.items.length), page: before.length + 1 }) : say("bc_none");
      if (count.textContent !== words) count.textContent = words;
      newer.hidden = !before.length;
      older.hidden = !next;
    } catch (refused) {
      if (!desk.alive()) return;
      if (refused.status === 400 && cursor) { before = []; cursor = ""; return look(); }
      desk.failed(refused);
    }
  }

  await look();
  return () => (document.hidden ? undefined : look());
}

function lineOf(desk, line, books) {
  const moment = line.started_at || line.starts_at || line.created_at;
  const told = line.started_at ? "bc_began" : line.starts_at ? "bc_begins" : "bc_drafted";
  return el("a", { href: `#broadcasts/${line.id}`, class: line.priority === "emergency" ? "urgent" : "" },
    el("span", { class: "marks" }, marksOf(line)),
    el("span", { class: "summary" }, line.title),
    books && [bar(books), el("span", { class: "quiet" }, say("bc_through", { done: number(books.target - books.pending), target: number(books.target), share: share(books.target - books.pending, books.target) }))],
    el("span", { class: "quiet" },
      `${desk.units.get(line.unit) ?? line.unit} · ${line.created_by} · ${say(told)} `, el("time", { datetime: moment }, when(moment)),
      line.target && !books ? ` · ${line.kind === "article" ? say("bc_pagesCount", { count: number(line.target) }) : people(line.target)}` : ""));
}

/** Is a message that somebody shows really from the police? Its code tells, whichever unit sent it. */
function codeForm(desk) {
  const code = el("input", { id: "bc-code", autocomplete: "off", autocapitalize: "characters", required: true, maxlength: 40 });
  const answer = el("div", { role: "status" });
  return el("details", { class: "bc-more" },
    el("summary", {}, say("bc_codeAsk")),
    el("form", { onsubmit: look },
      el("p", {}, el("label", { for: "bc-code" }, say("bc_codeLabel"))),
      el("p", { class: "bc-row" }, code, el("button", {}, say("bc_codeLook")))),
    answer);

  async function look(event) {
    event.preventDefault();
    try {
      const found = await api.read(`broadcast-codes/${api.at(code.value.trim())}`);
      const unit = desk.units.get(found.unit) ?? found.unit;
      answer.replaceChildren(
        el("p", {}, found.is_out ? say("bc_codeTrue", { unit, time: when(found.started_at) }) : say("bc_codeNotOut", { unit })),
        found.called_off ? el("p", { class: "bad" }, say("bc_codeOff")) : "",
        found.corrected_by ? el("p", { class: "bad" }, say("bc_codeCorrected")) : "",
        desk.units.has(found.unit) ? el("p", {}, el("a", { href: `#broadcasts/${found.id}` }, say("bc_open"))) : "");
    } catch (refused) {
      if (refused.status === 404) answer.replaceChildren(el("p", { class: "bad" }, say("bc_codeFalse")));
      else if (refused.status === 400) tell(say("invalid"), { bad: true });
      else refuse(desk, refused);
    }
  }
}
