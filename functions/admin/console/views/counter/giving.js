// Giving a number to somebody who stands there, and closing a day.

import * as api from "../../api.js";
import { el, tell } from "../../page.js";
import { say } from "../../strings.js";
import { confirmed, field, options, shown, why, written } from "../asking.js";
import { said } from "./line.js";

const MOST_PEOPLE = 4;
const STANDS = ["booked", "called", "serving", "held", "skipped"];

/** The form that gives a number; nothing is asked of who it is. */
export function walkIn(office, path, done) {
  const service = el("select", { id: "walk-in-service" }, options(office.services.map((one) => [one.service_id, one.name])));
  const people = Array.from({ length: MOST_PEOPLE }, (_, more) => el("label", { class: "pick" },
    el("input", { type: "radio", name: "people", value: more + 1, checked: more === 0 }), ` ${more + 1}`));
  const give = el("button", { class: "great" }, say("counter_give"));
  return el("section", { "aria-labelledby": "walk-in" },
    el("h2", { id: "walk-in" }, say("counter_walkIn")),
    el("form", { onsubmit: send },
      office.services.length > 1 ? field(say("counter_service"), service) : null,
      el("fieldset", { class: "picks" }, el("legend", {}, say("counter_howMany")), people),
      give));

  async function send(event) {
    event.preventDefault();
    const form = event.currentTarget;
    give.disabled = true;
    try {
      const ticket = await api.send("POST", `${path}/walk-in`, { service: service.value, people: Number(form.elements.people.value) });
      form.reset();
      await shown(say("counter_given"),
        el("p", { class: "great-number" }, said(ticket.numbers)),
        el("p", {}, say("counter_givenSay", { service: service.selectedOptions[0].textContent, slot: ticket.slot })));
    } catch (refused) {
      tell(refused.status === 0 ? say("ask_notKnown") : why(refused), { bad: true });
    } finally {
      give.disabled = false;
      await done();
    }
  }
}

/** Close a day after naming whom that touches; true when it was done. */
export async function askToClose(office, date, path, line) {
  const draft = `counter closing ${office.office_id} ${date}`;
  const reason = el("input", { id: "close-reason", required: true, maxlength: 200, autocomplete: "off", value: sessionStorage.getItem(draft) ?? "",
    oninput: () => sessionStorage.setItem(draft, reason.value) });
  const count = line?.tickets.filter((one) => STANDS.includes(one.state)).length ?? 0;
  const agreed = await confirmed({
    title: say("counter_closeTitle", { office: office.name, day: written(date) }),
    effect: [say("counter_closeEffect"), say("counter_closeHolders", { count })],
    extra: [field(say("counter_closeReason"), reason)],
    yes: say("counter_close"),
  });
  if (!agreed) return false;
  try {
    const { told, not_told } = await api.send("POST", `${path}/close`, { reason: reason.value });
    sessionStorage.removeItem(draft);
    await shown(say("counter_close"), el("p", {}, say("counter_closed", { told, not_told })));
    return true;
  } catch (refused) {
    tell(why(refused), { bad: true });
    return false;
  }
}
