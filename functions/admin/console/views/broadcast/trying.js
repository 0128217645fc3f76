// Sending a draft to named officers' own chats, and to nobody else.

import { el, tell } from "../../page.js";
import { number, say } from "../../strings.js";
import { mayBegin } from "./rights.js";

const MOST = 20;

export function trying({ desk, order }) {
  const who = el("input", { id: "bc-officers", autocomplete: "off", autocapitalize: "none", spellcheck: "false", required: true, "aria-describedby": "bc-officers-hint" });
  who.value = desk.officer.chat_linked ? desk.officer.username : "";
  const button = el("button", {}, say("bc_testSend"));
  const node = el("details", { class: "bc-more", id: "bc-test" },
    el("summary", {}, say("bc_test")),
    el("form", { onsubmit: send },
      el("p", {}, el("label", { for: "bc-officers" }, say("bc_testTo"))),
      el("p", { class: "bc-row" }, who, button),
      el("p", { class: "quiet", id: "bc-officers-hint" }, say(desk.officer.chat_linked ? "bc_testHint" : "bc_testHintUnlinked"))));

  async function send(event) {
    event.preventDefault();
    const officers = [...new Set(who.value.split(/[\s,;]+/).filter(Boolean))].slice(0, MOST);
    if (!officers.length) return;
    button.disabled = true;
    const taken = await order("test", { officers }, "", ({ field, words }) => (field ? `${officers[field.split(".")[1]]}: ${words}.` : words));
    if (taken) tell(say("bc_tested", { count: number(taken.officers) }));
    button.disabled = false;
  }

  return {
    node,
    set(found) {
      node.hidden = found.state !== "draft" || !mayBegin(desk, "broadcast.try", found);
    },
  };
}
