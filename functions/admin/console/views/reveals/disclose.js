// Telling an identity: in the dialog alone, for two minutes at the most, kept nowhere.

import * as api from "../../api.js";
import { el } from "../../page.js";
import { say } from "../../strings.js";
import { shown } from "../asking.js";

const SHOWN_MS = 120_000;

export async function disclose({ request_id, case_id }) {
  const told = await api.send("POST", `../reveal/${api.at(request_id)}`);
  const dialog = document.getElementById("dialog");
  const line = (name, value) => el("div", {}, el("dt", {}, say(name)), el("dd", {}, value));
  const facts = el("dl", { class: "told-once" },
    line("revealsPlatform", told.platform), line("revealsPage", told.page_id), line("revealsUser", el("code", {}, told.user_id)));
  const hide = () => dialog.close();
  const unseen = setTimeout(hide, SHOWN_MS);
  addEventListener("pagehide", hide, { once: true });
  await shown(say("revealsShownTitle", { id: case_id }), el("p", {}, say("revealsShownNow")), facts);
  clearTimeout(unseen);
  removeEventListener("pagehide", hide);
  dialog.replaceChildren();
}
