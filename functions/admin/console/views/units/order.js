// How far a merger or a split is, asked every few seconds until it is done.

import * as api from "../../api.js";
import { el, show } from "../../page.js";
import { number, say, time } from "../../strings.js";

const EVERY_MS = 4000;
const LATER_MS = 20000; // each look is accounted for, and what remains takes minutes

export async function order(desk, order_id) {
  const place = el("div", { role: "status" }, el("p", { class: "quiet" }, say("loading")));
  let seen = "";
  show("main",
    el("p", {}, el("a", { href: "#units", class: "way-back" }, `← ${say("unitsBack")}`)),
    el("h1", {}, say("unitsOrder")), place);

  async function look() {
    try {
      const newer = await api.read(`units/orders/${api.at(order_id ?? "")}`);
      if (!desk.alive()) return;
      if (JSON.stringify(newer) !== seen) place.replaceChildren(...told(newer));
      seen = JSON.stringify(newer);
      if (!newer.finished_at) setTimeout(again, newer.first_done_at ? LATER_MS : EVERY_MS);
    } catch (refused) {
      if (!desk.alive()) return;
      desk.failed(refused);
      if (refused.status !== 401 && refused.status !== 404) setTimeout(again, LATER_MS);
    }
  }

  function again() {
    if (!desk.alive()) return;
    if (document.hidden) setTimeout(again, EVERY_MS);
    else look();
  }

  await look();
}

function told(order) {
  const { first_done_at: first, finished_at: last } = order;
  const step = (name, is_now, at) => el("li", {}, say(`unitsStep_${name}`), ": ",
    el("strong", { class: at ? "" : "quiet" }, at ? say("unitsDone", { time: time(at) }) : say(is_now ? "unitsNow" : "unitsWaits")));
  return [
    el("p", {}, say("unitsAsked", { time: time(order.asked_at) })),
    el("ol", {}, step("pages", true, first || last), step("rest", Boolean(first), last)),
    el("p", {}, say("unitsMoved", { moved: number(order.moved) })),
    last ? el("p", { class: "notice" }, el("strong", {}, say("unitsStep_done"))) : el("p", { class: "quiet" }, say("unitsMayLeave")),
  ];
}
