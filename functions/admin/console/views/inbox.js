// The inbox: newest first, or what a search finds; a page at a time, looked at again every half minute.

import * as api from "../api.js";
import { el, show, tell } from "../page.js";
import { learn, say } from "../strings.js";
import * as words from "../words/cases.js";
import { caseLine, MARKS, STATUSES } from "./case/line.js";

learn(words);

const PAGE = 50;
const MOST_READS = 4; // pages of the API for one of ours, when only some of their lines are wanted

const chosen = { status: "", mark: "", mine: false, words: "", ...JSON.parse(sessionStorage.getItem("inbox") ?? "{}") };
let begins = [""]; // the cursor of each page up to the one that is shown
let lines = [];
let next = null;
let looked = 0;
let lately = null; // the case that was opened from here: coming back goes on at its line

export async function open(desk) {
  const { alive, failed } = desk;
  const list = el("ul", { class: "cases", "aria-labelledby": "heading" });
  const count = el("p", { class: "quiet", role: "status" });
  const before = el("button", { type: "button", onclick: () => turn(begins.slice(0, -1)) }, say("pageBefore"));
  const after = el("button", { type: "button", onclick: () => turn([...begins, next]) }, say("pageAfter"));
  const seek = el("input", { id: "seek", type: "search", maxlength: 100, value: chosen.words, autocomplete: "off", enterkeyhint: "search", oninput: () => { if (!seek.value && chosen.words) find(); } });
  let asked = 0;

  show("main",
    el("div", { class: "bar" },
      el("h1", { id: "heading" }, say("inbox")),
      el("button", { type: "button", onclick: () => load() }, say("refresh"))),
    desk.may("case.search") && el("form", { class: "seek", role: "search", onsubmit: (event) => { event.preventDefault(); find(); } },
      el("div", {}, el("label", { for: "seek" }, say("seek")), seek),
      el("button", {}, say("seekGo"))),
    el("div", { class: "filters" },
      choice("status", say("filter"), STATUSES.map((one) => [one, say(`status_${one}`)])),
      choice("mark", say("mark"), MARKS.map((one) => [one, say(`mark_${one}`)])),
      el("label", { class: "check" },
        el("input", { id: "mine", type: "checkbox", checked: chosen.mine, onchange: (event) => choose({ mine: event.target.checked }) }), say("mine"))),
    count, list, el("p", { class: "pages" }, before, after));

  function choice(name, label, pairs) {
    const select = el("select", { id: name, onchange: () => choose({ [name]: select.value }) },
      [["", say("all")], ...pairs].map(([value, words]) => el("option", { value, selected: value === chosen[name] }, words)));
    return el("div", {}, el("label", { for: name }, label), select);
  }

  function find() {
    choose({ words: seek.value.trim() });
  }

  function choose(wanted) {
    Object.assign(chosen, wanted);
    sessionStorage.setItem("inbox", JSON.stringify(chosen));
    lines = [];
    turn([""]);
  }

  async function turn(to) {
    begins = to;
    count.textContent = say("loading");
    list.setAttribute("aria-busy", "true");
    await load({ turned: true });
  }

  async function load({ turned = false } = {}) {
    const mine = ++asked;
    try {
      const found = await gathered(desk, begins.at(-1));
      if (!alive() || mine !== asked) return;
      if (!turned && begins.length === 1) announce(found.lines);
      ({ lines, next, looked } = found);
      draw();
      if (turned) scrollTo(0, 0);
    } catch (refused) {
      if (!alive() || mine !== asked) return;
      count.textContent = "";
      if (refused.status === 400) tell(say("seekNothing"), { bad: true });
      else failed(refused);
    }
  }

  function draw() {
    const held = list.contains(document.activeElement) ? document.activeElement.dataset.case : null;
    list.removeAttribute("aria-busy");
    list.replaceChildren(...lines.map((line) => el("li", {}, caseLine(line, desk, { onclick: () => (lately = line.case_id) }))));
    const told = lines.length ? say("shown", { count: lines.length }) : say(next ? "emptySoFar" : "empty");
    count.textContent = isPart() && next ? `${told} · ${say("looked", { count: looked })}` : told;
    // A button that is in the middle of being used is not taken away from under the finger.
    before.disabled = begins.length === 1;
    after.disabled = !next;
    before.parentElement.hidden = before.disabled && after.disabled;
    if (held) focusOn(held);
  }

  function focusOn(caseId) {
    [...list.querySelectorAll("[data-case]")].find((one) => one.dataset.case === caseId)?.focus();
  }

  draw();
  if (lately) focusOn(lately);
  lately = null;
  if (!lines.length) count.textContent = say("loading");
  await load();
  return () => (document.hidden ? undefined : load());
}

/** Tell that the newest page has cases that it had not. */
function announce(fresh) {
  const known = new Set(lines.map((line) => line.case_id));
  if (lines.length && fresh.some((line) => !known.has(line.case_id))) tell(say("newCases"));
}

function isPart() {
  return Boolean(chosen.words || chosen.mark || chosen.mine);
}

function isWanted(line, { officer }) {
  if (chosen.words && chosen.status && line.status !== chosen.status) return false;
  if (chosen.mine && line.assigned_to !== officer.username) return false;
  return !chosen.mark || (chosen.mark === "urgent" ? line.urgency === "urgent" : line.marks.includes(chosen.mark));
}

/** One page of ours behind a cursor: as many pages of the API as it takes, and no more than it may. */
async function gathered(desk, cursor) {
  const found = { lines: [], next: cursor, looked: 0 };
  for (let reads = 0; reads < MOST_READS && found.lines.length < PAGE && found.next !== null; reads += 1) {
    const page = chosen.words
      ? await api.read("search", { words: chosen.words, cursor: found.next })
      : await api.read("cases", { status: chosen.status, cursor: found.next, limit: PAGE });
    found.lines.push(...page.items.filter((line) => isWanted(line, desk)));
    found.looked += page.items.length;
    found.next = page.next;
    if (!isPart()) break;
  }
  return found;
}
