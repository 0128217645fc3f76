// Somebody leaves: access ends at once, and how far the rest is.

import * as api from "../../api.js";
import { el, tell } from "../../page.js";
import { number, say, time } from "../../strings.js";
import { confirmed, field, kept, options, why } from "../asking.js";

const EVERY_MS = 3000;

/** The part of an officer's page by which they leave; `look` asks again how far it is, `reopen` shows the page anew. */
export function leaving(desk, found, everybody, reopen) {
  const place = el("section", { "aria-labelledby": "leave-heading" });
  let order = null;
  if (found.active) ask();
  else if (found.order_id) follow(found.order_id);
  else place.replaceChildren(el("h2", { id: "leave-heading" }, say("staffLeave")), el("p", {}, say("staffNoOrder")));
  return { node: place, look: () => (order && !order.finished_at && !document.hidden ? look(order.order_id) : undefined) };

  function ask() {
    const draft = `leave ${found.username}`;
    const reason = el("input", { id: "leave-reason", name: "reason", required: true, maxlength: 500, autocomplete: "off" });
    const heirs = everybody.filter((one) => one.active && one.username !== found.username && one.units.some((unit) => found.units.includes(unit)));
    const to = el("select", { id: "leave-to", name: "to" }, options([["", say("staffHandToUnit")], ...heirs.map((one) => [one.username, `${one.display} · ${one.username}`])]));
    const button = el("button", { class: "risky" }, say("staffLeaveGo"));
    const wrong = el("p", { class: "bad", role: "alert" });
    const form = el("form", { onsubmit: send }, field(say("staffLeaveReason"), reason), field(say("staffHandTo"), to), wrong, el("p", {}, button));
    kept(draft, form);
    place.replaceChildren(el("details", { class: "deed column" },
      el("summary", {}, el("h2", { id: "leave-heading" }, say("staffLeave"))),
      el("p", { class: "quiet" }, say("staffLeaveWhy")), form));

    async function send(event) {
      event.preventDefault();
      const heir = heirs.find((one) => one.username === to.value);
      const effect = [say("staffLeaveEffect"), heir ? say("staffLeaveEffectTo", { name: heir.display }) : say("staffLeaveEffectUnit")];
      if (!await confirmed({ title: say("staffLeaveTitle", { name: found.display }), effect, yes: say("staffLeaveYes") })) return;
      button.disabled = true;
      wrong.textContent = "";
      try {
        const given = await api.send("POST", `officers/${api.at(found.username)}/leave`, { reason: reason.value, hand_to: to.value });
        sessionStorage.removeItem(draft);
        tell(say("staffCut", { time: time(given.asked_at) }));
        await reopen();
        document.getElementById("leave-heading")?.focus();
      } catch (refused) {
        if (refused.status === 401) desk.failed(refused);
        else wrong.textContent = why(refused, { 403: say("staffElsewhere"), 404: say("staffNoSuch"), 409: say("staffTaken") });
      } finally {
        button.disabled = false;
      }
    }
  }

  async function follow(order_id) {
    place.replaceChildren(el("h2", { id: "leave-heading", tabindex: "-1" }, say("staffLeave")), el("p", { class: "quiet" }, say("loading")));
    await look(order_id);
    if (order && !order.finished_at) again(order_id);
  }

  function again(order_id) {
    setTimeout(async () => {
      if (!desk.alive()) return;
      await look(order_id);
      if (order && !order.finished_at) again(order_id);
    }, EVERY_MS);
  }

  async function look(order_id) {
    try {
      const newer = await api.read(`units/orders/${api.at(order_id)}`);
      if (desk.alive()) draw(newer);
    } catch (refused) {
      if (!desk.alive()) return;
      if (refused.status === 401) desk.failed(refused);
      if (refused.status === 404) place.replaceChildren(el("h2", { id: "leave-heading" }, say("staffLeave")), el("p", {}, say("staffElsewhere")));
    }
  }

  function draw(newer) {
    const first = !place.querySelector(".progress");
    if (!first && JSON.stringify(newer) === JSON.stringify(order)) return;
    order = newer;
    const lines = [
      el("p", {}, say("staffCut", { time: time(order.asked_at) })),
      el("p", {}, order.finished_at
        ? say("staffHanded", { time: time(order.finished_at), moved: number(order.moved) })
        : say("staffHanding", { moved: number(order.moved) })),
    ];
    if (first) place.replaceChildren(el("h2", { id: "leave-heading", tabindex: "-1" }, say("staffLeave")), el("div", { class: "progress", role: "status" }, lines));
    else place.querySelector(".progress").replaceChildren(...lines);
  }
}
