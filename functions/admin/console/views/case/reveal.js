// Asking to learn who is behind a case; a second person decides, in the view of those requests.

import * as api from "../../api.js";
import { el, tell } from "../../page.js";
import { say, time } from "../../strings.js";
import { confirmed, field } from "../asking.js";
import { deed, selection } from "./deed.js";

const BASES = ["crime_report", "criminal_case", "danger_to_life", "administrative_offence", "court_order", "consent"];

export function revealing(task) {
  const { desk, id, path, refused } = task;
  const basis = selection("basis", BASES.map((one) => [one, say(`basis_${one}`)]));
  const reason = el("textarea", { id: "reveal-reason", name: "reason", rows: 3, minlength: 20, maxlength: 1000, required: true });
  const before = el("ul", { class: "told" });
  const { node } = deed(task, "reveal", {
    title: say("reveal"),
    fields: [el("p", { class: "quiet" }, say("revealWhy")), field(say("revealBasis"), basis), field(say("revealReason"), reason)],
    go: say("revealGo"),
    send,
    onopen: look,
    after: [before, el("p", {}, el("a", { href: "#reveals" }, say("revealList")))],
  });

  async function look() {
    try {
      const { items } = await api.read("reveal-requests", { limit: 50 });
      if (!desk.alive()) return;
      before.replaceChildren(...items.filter((one) => one.case_id === id).map((one) => el("li", {},
        say("revealState", { time: time(one.asked_at), officer: one.asked_by, state: say(`state_${one.state}`) }))));
    } catch (error) {
      refused(error);
    }
  }

  async function send() {
    if (!await confirmed({ title: say("revealTitle"), effect: say("revealEffect"), yes: say("revealYes") })) return false;
    await api.send("POST", `${path}/reveal-requests`, { basis: basis.value, reason: reason.value });
    tell(say("revealed"));
    await look();
    return true;
  }

  return { node, draw() {} };
}
