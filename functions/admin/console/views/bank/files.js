// Tables that officers choose from their device, and what is wrong with them, line by line.

import { el } from "../../page.js";
import { number, say } from "../../strings.js";
import { oneLanguage, scrolling, why } from "../asking.js";

const MOST_BYTES = 5_000_000;
const MOST_SHOWN = 200;

/** The text of the chosen file, or null after saying in `room` why it cannot be read. */
export async function chosenText(input, room) {
  const [file] = input.files;
  if (!file) return null;
  if (file.size > MOST_BYTES) return refuse(room, "bank_tooBig");
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse(room, "bank_notUtf8");
  }
}

function refuse(room, key) {
  room.replaceChildren(el("p", { class: "bad" }, say(key)));
  return null;
}

/** A refused table: every fault by its line, the first of them when there are many. */
export function faultTable(refused, otherwise) {
  if (!refused.errors.length) return el("p", { class: "bad" }, why(refused, otherwise));
  return faultLines(refused.errors, refused.errors.length);
}

/** Faults with their line, column and reason; `count` is how many there are in all. */
export function faultLines(faults, count) {
  const title = say("bank_tableFaults", { count: number(count) });
  const first = faults.slice(0, MOST_SHOWN);
  return el("div", {},
    el("p", { class: "bad" }, title),
    scrolling(title, el("table", { class: "faults" },
      el("thead", {}, el("tr", {}, ["bank_line", "bank_column", "bank_fault"].map((key) => el("th", { scope: "col", class: "text" }, say(key))))),
      el("tbody", {}, first.map((one) => el("tr", {}, el("th", { scope: "row" }, number(one.line)), el("td", { class: "text" }, one.column), el("td", { class: "text" }, oneLanguage(one.message))))))),
    count > first.length && el("p", { class: "quiet" }, say("bank_faultsMore", { count: number(count - first.length) })));
}
