// The draft as a table: saved as a file, and made from one. A table is checked before anything is taken from it.

import * as api from "../../api.js";
import { el, tell } from "../../page.js";
import { say } from "../../strings.js";
import { day, field, options, save, why } from "../asking.js";
import { chosenText, faultTable } from "./files.js";

export function open(desk, room) {
  room.replaceChildren(...[
    el("h2", {}, say("bank_export")),
    el("p", { class: "quiet" }, say("bank_exportHint")),
    el("button", { type: "button", onclick: handOut }, say("bank_export")),
    ...(desk.may("bank.edit") ? importing(desk) : [])]);
}

async function handOut(event) {
  const button = event.currentTarget;
  button.disabled = true;
  try {
    save(`cau-hoi-${day()}.csv`, (await api.read("faq/export")).csv);
  } catch (refused) {
    tell(why(refused, { 409: say("bank_conflict") }), { bad: true });
  } finally {
    button.disabled = false;
  }
}

function importing(desk) {
  const file = el("input", { type: "file", id: "table-file", accept: ".csv,text/csv", required: true });
  const replace = el("input", { type: "checkbox" });
  const owner = el("select", { id: "table-owner" }, options([...desk.units], ""));
  const found = el("div", { role: "status" });
  const check = el("button", { class: "main" }, say("bank_check"));
  const form = el("form", { onsubmit: look, oninput: () => found.replaceChildren() },
    field(say("bank_file"), file, say("bank_importHint")),
    el("p", {}, el("label", { class: "pick" }, replace, ` ${say("bank_replace")}`)),
    desk.units.size > 1 && field(say("bank_ownerNew"), owner),
    check);
  return [el("h2", {}, say("bank_import")), form, found];

  async function look(event) {
    event.preventDefault();
    const csv = await chosenText(file, found);
    if (csv === null) return;
    const plan = await sent({ csv, check_only: true });
    if (!plan) return;
    const take = el("button", { type: "button", class: replace.checked && plan.removed ? "risky" : "main", onclick: async () => {
      take.disabled = true;
      const taken = await sent({ csv, check_only: false });
      if (!taken) return;
      form.reset();
      found.replaceChildren(el("p", { class: "notice" }, say("bank_taken", taken), " ", say("bank_draftOnly")));
    } }, say("bank_takeIn"));
    found.replaceChildren(el("div", { class: "notice" }, el("p", {}, say("bank_checked", plan)), take));
  }

  async function sent(wish) {
    check.disabled = true;
    try {
      return await api.send("POST", "faq/import", { ...wish, replace: replace.checked, owner_unit: owner.value });
    } catch (refused) {
      found.replaceChildren(faultTable(refused, { 409: say("bank_conflict") }));
      return null;
    } finally {
      check.disabled = false;
    }
  }
}
