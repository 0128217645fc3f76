// The frame of each thing that can be done with a case: folded away, a form that keeps what is typed, one answer.

import * as api from "../../api.js";
import { el, tell } from "../../page.js";
import { say } from "../../strings.js";
import { field, kept } from "../asking.js";

/** A folded form. `send()` does it once the officer has agreed; it returns false when nothing was done. */
export function deed({ id, refused }, name, { title, fields, go, send, onopen, after = [] }) {
  const button = el("button", {}, go);
  const form = el("form", { onsubmit: submitted }, fields, el("p", {}, button));
  const node = el("details", { class: "deed", "data-deed": name },
    el("summary", {}, el("h3", {}, title)), form, after);
  const draft = `${name} ${id}`;
  if (kept(draft, form)) node.open = true;
  if (onopen) node.addEventListener("toggle", () => node.open && onopen());

  async function submitted(event) {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    try {
      if (await send(form) === false) return;
      sessionStorage.removeItem(draft);
      form.reset();
    } catch (error) {
      refused(error);
    } finally {
      button.disabled = false;
    }
  }

  return { node, form };
}

/** What was typed into a form before the page was left. */
export function draftOf({ id }, name) {
  return JSON.parse(sessionStorage.getItem(`${name} ${id}`) ?? "{}");
}

/** Why, for the history. */
export function reasonField(name) {
  const reason = el("input", { id: `${name}-reason`, name: "reason", maxlength: 500, required: true, autocomplete: "off" });
  return { control: reason, node: field(say("reason"), reason, say("reasonHint")) };
}

/** Choices with nothing chosen yet. */
export function selection(id, pairs = []) {
  const select = el("select", { id, name: id, required: true });
  offer(select, pairs);
  return select;
}

/** Renew what a select offers, and keep what is chosen, or was before the page was left. */
export function offer(select, pairs, before) {
  const chosen = select.value || before;
  select.replaceChildren(el("option", { value: "" }, say("choose")), ...pairs.map(([value, words]) => el("option", { value }, words)));
  select.value = pairs.some(([value]) => value === chosen) ? chosen : "";
}

export async function post(path, body) {
  const answer = await api.send("POST", path, body);
  tell(say("saved"));
  return answer;
}
