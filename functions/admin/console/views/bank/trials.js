// The questions that every publication is tried on.

import * as api from "../../api.js";
import { el, tell } from "../../page.js";
import { say } from "../../strings.js";
import { confirmed, field, kept, options, why } from "../asking.js";
import { chosenText, faultTable } from "./files.js";

const DRAFT = "trial draft";

export async function open(desk, room) {
  const list = el("ul", { class: "tickets", "aria-label": say("bank_part_trials") });
  const more = el("button", { type: "button", hidden: true, onclick: () => load(true) }, say("more"));
  let next = null;

  room.replaceChildren(...[
    el("p", { class: "quiet" }, say("bank_trialsWhy")),
    desk.may("trial.edit") && adding(desk, () => load(false)),
    desk.may("trial.edit") && importing(desk, () => load(false)),
    list, el("p", {}, more)].filter(Boolean));

  async function load(further) {
    const page = await api.read("faq/trials", { cursor: further ? next : "" });
    if (!desk.alive()) return;
    next = page.next;
    more.hidden = !next;
    if (further) list.append(...page.items.map(row));
    else list.replaceChildren(...(page.items.length ? page.items.map(row) : [el("li", { class: "quiet" }, say("bank_trialNone"))]));
  }

  function row(one) {
    const own = desk.may("trial.edit") && one.text && (!one.unit || desk.units.has(one.unit));
    const item = el("li", { class: "ticket" },
      el("span", { class: "words" }, one.text || say("bank_trialForeign"), el("span", { class: "about quiet" }, `→ ${one.expected}`)),
      own && el("button", { type: "button", "aria-label": say("bank_trialRemoveOf", { text: one.text }), onclick: () => remove(one, item) }, say("bank_trialRemove")));
    return item;
  }

  async function remove(one, item) {
    if (!await confirmed({ title: say("bank_trialRemoveTitle"), effect: [one.text, say("bank_trialRemoveEffect")], yes: say("bank_trialRemove") })) return;
    try {
      await api.send("DELETE", `faq/trials/${api.at(one.id)}`);
      tell(say("bank_trialRemoved"));
      item.remove();
    } catch (refused) {
      tell(why(refused, { 404: say("bank_conflict") }), { bad: true });
    }
  }

  await load(false);
}

function owners(desk, id) {
  return el("select", { id, name: "owner_unit" }, options([...desk.units], ""));
}

function adding(desk, done) {
  const text = el("input", { id: "trial-text", name: "text", required: true, maxlength: 2000, autocomplete: "off" });
  const expected = el("input", { id: "trial-expected", name: "expected", required: true, maxlength: 64, autocomplete: "off", autocapitalize: "none" });
  const form = el("form", { onsubmit: add },
    field(say("bank_trialText"), text),
    el("div", { class: "pair" }, field(say("bank_trialExpected"), expected, say("bank_trialExpectedHint")),
      desk.units.size > 1 && field(say("bank_owner_unit"), owners(desk, "trial-owner"))),
    el("button", {}, say("bank_trialAdd")));
  kept(DRAFT, form);
  return form;

  async function add(event) {
    event.preventDefault();
    try {
      const wish = { text: text.value, expected: expected.value.trim(), owner_unit: form.elements.owner_unit?.value ?? "" };
      const { added, changed } = await api.send("POST", "faq/trials", wish);
      tell(say(added + changed ? "bank_trialAdded" : "bank_trialKnown"));
      sessionStorage.removeItem(DRAFT);
      form.reset();
      text.value = "";
      expected.value = "";
      text.focus();
      await done();
    } catch (refused) {
      tell(why(refused, { 409: say("bank_conflict") }), { bad: true });
    }
  }
}

function importing(desk, done) {
  const file = el("input", { type: "file", id: "trial-file", accept: ".csv,text/csv", required: true });
  const owner = owners(desk, "trial-table-owner");
  const found = el("div", { role: "status" });
  return el("details", {},
    el("summary", {}, say("bank_trialCsv")),
    el("form", { onsubmit: take },
      field(say("bank_file"), file, say("bank_trialCsvHint")),
      desk.units.size > 1 && field(say("bank_owner_unit"), owner),
      el("button", {}, say("bank_takeIn"))),
    found);

  async function take(event) {
    event.preventDefault();
    const csv = await chosenText(file, found);
    if (csv === null) return;
    try {
      const taken = await api.send("POST", "faq/trials", { csv, owner_unit: owner.value });
      found.replaceChildren(el("p", { class: "notice" }, say("bank_trialsTaken", taken)));
      await done();
    } catch (refused) {
      found.replaceChildren(faultTable(refused, { 409: say("bank_conflict") }));
    }
  }
}
