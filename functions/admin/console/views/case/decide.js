// Another status for a case; closing it tells the citizen, in words that are shown before.

import { el } from "../../page.js";
import { say } from "../../strings.js";
import { confirmed, field, options } from "../asking.js";
import { deed, draftOf, offer, post, reasonField, selection } from "./deed.js";

const OUTCOMES = ["verified", "unfounded", "fined", "prosecuted", "passed_on", "answered", "other", "duplicate"];

export function decision(task) {
  const { path, again } = task;
  let found;
  const to = selection("to");
  const outcome = el("select", { id: "outcome", name: "outcome" }, options(OUTCOMES.map((one) => [one, say(`outcome_${one}`)])));
  const words = el("textarea", { id: "close-words", name: "words", rows: 2, maxlength: 1000 });
  const told = el("blockquote", { class: "words", id: "told" });
  const closing = el("div", {},
    field(say("outcome"), outcome), field(say("closeWords"), words),
    el("p", { class: "quiet" }, `${say("closeTold")}:`), told);
  const reason = reasonField("decide");
  const nothing = el("p", { class: "quiet" }, say("decideNothing"));
  const { node, form } = deed(task, "decide", {
    title: say("decide"),
    fields: [nothing, field(say("decideTo"), to), closing, reason.node],
    go: say("save"),
    send,
  });
  form.addEventListener("input", preview);
  form.addEventListener("reset", () => setTimeout(preview)); // the event comes before the fields are empty

  function preview() {
    const isClosing = to.value === "closed";
    closing.hidden = !isClosing;
    if (isClosing) told.textContent = [say(`told_${outcome.value}`), words.value.trim()].filter(Boolean).join("\n");
  }

  async function send() {
    const body = { status: to.value, reason: reason.control.value };
    if (to.value === "closed") {
      const again = say(found.marks.includes("disputed") ? "toldNoDispute" : "toldDispute");
      const effect = [`${say("closeTold")}:`, told.textContent, again];
      if (!await confirmed({ title: say("closeTitle"), effect, yes: say("closeYes") })) return false;
      Object.assign(body, { outcome: outcome.value, words: words.value });
    }
    await post(`${path}/status`, body);
    await again();
    return true;
  }

  return {
    node,
    draw(newer) {
      found = newer;
      if (!form.contains(document.activeElement) || !found.next.includes(to.value)) {
        offer(to, found.next.map((one) => [one, say(`status_${one}`)]), draftOf(task, "decide").to);
      }
      nothing.hidden = found.next.length > 0;
      preview();
    },
  };
}
