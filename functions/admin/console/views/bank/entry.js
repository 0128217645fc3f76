// One entry of the draft: read, changed, deleted. What is typed is kept until it is saved.

import * as api from "../../api.js";
import { el, tell } from "../../page.js";
import { say } from "../../strings.js";
import { confirmed, kept, why } from "../asking.js";
import { facts, fields, values, wrong } from "./fields.js";

export async function open(desk, room, id) {
  const entry = id ? await api.read(`faq/entries/${api.at(id)}`) : { owner_unit: desk.units.keys().next().value, revision: 0 };
  if (!desk.alive()) return;
  const own = desk.may("bank.edit") && (!id || desk.units.has(entry.owner_unit) || !entry.owner_unit);
  room.replaceChildren(
    el("p", {}, el("a", { href: "#bank" }, say("bank_back"))),
    el("h2", {}, id ? entry.question : say("bank_newTitle")),
    ...(id ? [el("p", { class: "quiet" }, `${say("bank_id")}: `, el("code", {}, id))] : []),
    ...(own ? [editor(desk, entry, id)] : [el("p", { class: "notice" }, say(desk.may("bank.edit") ? "bank_foreign" : "bank_draftOnly")), facts(entry, desk.units)]));
}

function editor(desk, entry, id) {
  const draft = `entry draft ${id ?? "new"}`;
  const problems = el("div", { role: "alert" });
  const button = el("button", { class: "main" }, say("save"));
  const form = el("form", { onsubmit: save },
    fields(entry, { units: desk.units, isNew: !id }),
    el("p", { class: "quiet" }, say("bank_draftOnly")),
    problems,
    el("p", { class: "choices" }, id && el("button", { type: "button", class: "risky", onclick: remove }, say("bank_delete")), button));
  const revision = el("input", { type: "hidden", name: "revision", value: entry.revision });
  form.append(revision);
  kept(draft, form); // with the revision that was read when the words were begun, so that nobody's change is lost
  return form;

  async function save(event) {
    event.preventDefault();
    button.disabled = true;
    problems.replaceChildren();
    const { id: named, ...body } = values(form, entry);
    try {
      await api.send("PUT", `faq/entries/${api.at(id ?? named)}`, { ...body, revision: Number(revision.value) });
      sessionStorage.removeItem(draft);
      tell(say("bank_saved"));
      location.hash = "#bank";
    } catch (refused) {
      if (refused.status === 400) problems.replaceChildren(...wrong(refused));
      else if (refused.status === 409) problems.replaceChildren(...moved());
      else problems.replaceChildren(el("p", { class: "bad" }, why(refused)));
    } finally {
      button.disabled = false;
    }
  }

  function moved() {
    const reload = () => { sessionStorage.removeItem(draft); location.reload(); };
    return [el("p", { class: "bad" }, say("bank_moved")), el("button", { type: "button", onclick: reload }, say("bank_reload"))];
  }

  async function remove() {
    if (!await confirmed({ title: say("bank_deleteTitle"), effect: [entry.question, say("bank_deleteEffect")], yes: say("bank_delete") })) return;
    try {
      await api.send("DELETE", `faq/entries/${api.at(id)}?revision=${entry.revision}`);
      sessionStorage.removeItem(draft);
      tell(say("bank_deleted"));
      location.hash = "#bank";
    } catch (refused) {
      problems.replaceChildren(...(refused.status === 409 ? moved() : [el("p", { class: "bad" }, why(refused, { 404: say("bank_noEntry") }))]));
    }
  }
}
