// The answer to the citizen: until when it arrives, what is often said, and the words themselves.

import * as api from "../../api.js";
import { el, tell } from "../../page.js";
import { say, time } from "../../strings.js";
import { kept } from "../asking.js";

export function answerForm({ desk, id, path, again, refused }) {
  const draft = `draft ${id}`;
  let once = crypto.randomUUID();
  let status = "";
  const until = el("p", { class: "quiet", id: "until" });
  const text = el("textarea", { id: "answer", name: "text", rows: 4, maxlength: 10000, required: true, "aria-describedby": "answer-hint until" });
  const wait = el("input", { type: "checkbox", id: "wait", name: "wait" });
  const template = el("select", { id: "template", onchange: insert });
  const templates = el("div", { class: "field" }, el("label", { for: "template" }, say("template")), template);
  const waits = el("label", { class: "check" }, wait, say("wait"));
  const button = el("button", { class: "main" }, say("send"));
  const form = el("form", { class: "answer", onsubmit: send, oninput: () => { once = crypto.randomUUID(); } },
    el("h2", {}, el("label", { for: "answer" }, say("answer"))),
    el("p", { class: "quiet", id: "answer-hint" }, say("answerHint")),
    until, templates, text, waits, el("p", {}, button));
  templates.hidden = true;
  kept(draft, form);

  async function send(event) {
    event.preventDefault();
    if (!text.value.trim() || button.disabled) return;
    button.disabled = true;
    try {
      await api.send("POST", `${path}/replies`, { text: text.value, wait: wait.checked }, { once });
      text.value = "";
      wait.checked = false;
      once = crypto.randomUUID();
      sessionStorage.removeItem(draft);
      tell(say("sent"));
      await again();
    } catch (error) {
      refused(error);
    } finally {
      button.disabled = false;
      text.focus();
    }
  }

  function insert() {
    if (!template.value) return;
    text.value = text.value.trim() ? `${text.value.trimEnd()}\n${template.value}` : template.value;
    template.selectedIndex = 0;
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  }

  async function offerTemplates() {
    try {
      const { items } = await api.read(`${path}/reply-templates`);
      if (!desk.alive()) return;
      templates.hidden = !items.length;
      template.replaceChildren(el("option", { value: "" }, say("templateNone")), ...items.map((one) => el("option", { value: one.text }, one.title)));
    } catch (error) {
      if (error.status === 401) refused(error);
    }
  }

  return {
    node: form,
    field: text,
    draw(found) {
      const over = found.reply_until && new Date(found.reply_until) < new Date();
      until.textContent = found.reply_until ? say(over ? "windowClosed" : "windowUntil", { time: time(found.reply_until) }) : say("windowUnknown");
      until.className = over ? "bad" : "quiet";
      waits.hidden = found.status === "closed";
      if (status !== found.status) offerTemplates();
      status = found.status;
    },
  };
}
