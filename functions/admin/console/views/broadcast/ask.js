// One more question before something that cannot be taken back.

import { el } from "../../page.js";
import { say } from "../../strings.js";

/** Ask in a dialog that names the effect; resolves to whether the officer said yes. Escape says no. */
export function ask({ title, words, yes, danger = false }) {
  const dialog = document.getElementById("dialog");
  return new Promise((resolve) => {
    let said = false;
    const answer = (is) => () => { said = is; dialog.close(); };
    dialog.replaceChildren(
      el("h2", { id: "dialog-title" }, title),
      ...words.filter(Boolean).map((one) => el("p", {}, one)),
      el("p", { class: "bc-buttons" },
        el("button", { type: "button", autofocus: true, onclick: answer(false) }, say("bc_no")),
        el("button", { type: "button", class: danger ? "risky" : "main", onclick: answer(true) }, yes)));
    dialog.addEventListener("close", () => resolve(said), { once: true });
    dialog.showModal();
  });
}
