// The two forms that make an answer of what citizens asked in vain.

import * as api from "../../api.js";
import { el } from "../../page.js";
import { say } from "../../strings.js";
import { field, kept, why } from "../asking.js";
import { fields, values, wrong } from "./fields.js";

const OTHER = "";

/** Add a way to ask to a question that is there; those near to the group are offered by their words. */
export async function asVariant(room, group, questions, done) {
  const problems = el("div", { role: "alert" });
  const words = el("input", { id: "variant-words", name: "words", maxlength: 500, value: group.texts[0], autocomplete: "off" });
  const other = el("input", { id: "variant-id", name: "other", maxlength: 64, autocomplete: "off", autocapitalize: "none", oninput: () => { form.elements.entry.value = OTHER; } });
  const near = await Promise.all(group.nearest.map((one) => questionOf(one.id, questions)));
  const picks = [...near.filter(Boolean), { id: OTHER, question: say("todo_other") }];
  const form = el("form", { onsubmit: send },
    el("fieldset", {}, el("legend", {}, say("todo_which")),
      picks.map(({ id, question }, place) => el("p", {}, el("label", { class: "pick" }, el("input", { type: "radio", name: "entry", value: id, checked: place === 0 }), ` ${question}`))),
      field(say("todo_otherId"), other)),
    field(say("todo_words"), words, say("todo_wordsHint")),
    problems, el("button", { class: "main" }, say("todo_do")));
  const draft = `todo variant ${group.members[0]}`;
  kept(draft, form);
  room.replaceChildren(form);
  form.querySelector("input").focus();

  async function send(event) {
    event.preventDefault();
    const entry_id = form.elements.entry.value || other.value.trim();
    if (!entry_id) {
      other.focus();
      return;
    }
    await sent(form, problems, async () => {
      await done({ as: "variant", entry_id, text: words.value.trim() });
      sessionStorage.removeItem(draft);
    });
  }
}

/** Make a new question of the group. */
export function asEntry(room, group, desk, done) {
  const problems = el("div", { role: "alert" });
  const [question, ...variants] = group.texts;
  const entry = { question, variants, owner_unit: desk.units.keys().next().value };
  const draft = `todo entry ${group.members[0]}`;
  const form = el("form", { onsubmit: send }, fields(entry, { units: desk.units, isNew: true }), problems, el("button", { class: "main" }, say("todo_do")));
  kept(draft, form);
  room.replaceChildren(form);
  form.querySelector("input").focus();

  async function send(event) {
    event.preventDefault();
    await sent(form, problems, async () => {
      await done({ as: "entry", entry: values(form, entry) });
      sessionStorage.removeItem(draft);
    });
  }
}

async function sent(form, problems, act) {
  const button = form.querySelector("button.main");
  button.disabled = true;
  problems.replaceChildren();
  try {
    await act();
  } catch (refused) {
    const otherwise = { 404: say("bank_noEntry"), 409: say("bank_conflict") };
    problems.replaceChildren(...(refused.status === 400 ? wrong(refused) : [el("p", { class: "bad" }, why(refused, otherwise))]));
  } finally {
    button.disabled = false;
  }
}

async function questionOf(id, known) {
  if (!known.has(id)) known.set(id, api.read(`faq/entries/${api.at(id)}`).then(({ question }) => ({ id, question })).catch(() => null));
  return known.get(id);
}
