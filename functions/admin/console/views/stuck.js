// What could not be processed, why, and having it tried again.

import * as api from "../api.js";
import { el, show, tell } from "../page.js";
import { learn, number, say, time } from "../strings.js";
import { confirmed, renew, why } from "./asking.js";
import * as words from "../words/stuck.js";

learn(words);

const OLD_MS = 5 * 60_000;
const SOON_MS = 10_000;

export async function open(desk) {
  const { alive, failed } = desk;
  const state = el("p", { role: "status" }, say("loading"));
  const looked = el("p", { class: "quiet" });
  const list = el("ul", { class: "sheets", "aria-labelledby": "stuck-heading" });
  const clear = el("p", { class: "quiet" });
  let seen = "";
  let soon;
  show("main", el("h1", { id: "stuck-heading" }, say("stuck")), el("p", { class: "quiet" }, say("stuckWhy")),
    !desk.may("letter.redrive") && el("p", { class: "quiet" }, say("stuckAdmin")),
    state, looked, list, clear);

  async function load() {
    clearTimeout(soon);
    try {
      const found = await api.read("dead-letters");
      if (!alive()) return;
      when(found.seen_at);
      if (found.items.some(waits)) soon = setTimeout(() => alive() && load(), SOON_MS);
      if (JSON.stringify(found.items) === seen) return;
      seen = JSON.stringify(found.items);
      draw(found.items, found.seen_at);
    } catch (refused) {
      if (alive()) failed(refused);
    }
  }

  function when(seen_at) {
    const old = seen_at && Date.now() - new Date(seen_at) > OLD_MS;
    looked.className = old ? "bad" : "quiet";
    looked.textContent = seen_at ? say(old ? "stuckOld" : "stuckSeen", { time: time(seen_at) }) : say("stuckNever");
  }

  function draw(items, seen_at) {
    const told = items.filter((one) => one.waiting !== 0 || one.redrive);
    const sorted = told.toSorted((one, other) => (other.waiting ?? 1) - (one.waiting ?? 1));
    const sum = items.reduce((all, one) => all + (one.waiting ?? 0), 0);
    renew(list, sorted.map((one) => line(one)));
    const empty = items.filter((one) => !told.includes(one)).map((one) => named(one.queue));
    clear.textContent = empty.length ? say("stuckClear", { names: empty.join(", ") }) : "";
    state.className = sum ? "bad" : "quiet";
    const unknown = items.some((one) => one.waiting === null);
    state.textContent = sum ? say("stuckSome", { count: number(sum) }) : seen_at && !unknown ? say("stuckNone") : "";
  }

  function line(one) {
    const reasons = Object.entries(one.reasons).toSorted(([, a], [, b]) => b - a);
    return el("li", { class: one.waiting !== 0 && "wrong", "data-queue": one.queue },
      el("h2", { id: `queue-${one.queue}` }, named(one.queue)),
      one.waiting !== 0 && el("p", {}, one.waiting === null ? say("stuckUnknown") : el("strong", {}, say("stuckWaiting", { count: number(one.waiting) })),
        one.oldest && ` · ${say("stuckOldest", { time: time(one.oldest) })}`),
      reasons.length > 0 && el("ul", { "aria-label": say("stuckReasons") }, reasons.map(([reason, count]) =>
        el("li", {}, say(reason === "WorkerDied" ? "stuckReason_WorkerDied" : "stuckReason", { reason, count: number(count) })))),
      one.redrive && el("p", { class: "quiet" }, done(one.redrive)),
      one.waiting > 0 && desk.may("letter.redrive") && !waits(one) && el("p", {},
        el("button", { type: "button", class: "risky", "data-key": one.queue, "aria-describedby": `queue-${one.queue}`, onclick: () => redrive(one) }, say("stuckRedrive"))));
  }

  async function redrive(one) {
    const title = say("stuckTitle", { count: number(one.waiting), name: named(one.queue) });
    if (!await confirmed({ title, effect: say("stuckEffect"), yes: say("stuckYes") })) return;
    try {
      await api.send("POST", `dead-letters/${api.at(one.queue)}/redrive`);
      tell(say("stuckSent"));
    } catch (refused) {
      if (refused.status === 401) {
        failed(refused);
        return;
      }
      tell(why(refused, { 404: say("stuckGone") }), { bad: true });
    }
    await load();
    if (document.activeElement === document.body) document.getElementById("main").focus();
  }

  await load();
  return () => (document.hidden ? undefined : load());
}

function waits({ redrive }) {
  return Boolean(redrive) && !redrive.done_at && Date.now() - new Date(redrive.asked_at) < OLD_MS;
}

function done(redrive) {
  const told = { officer: redrive.asked_by, time: time(redrive.done_at || redrive.asked_at), moved: number(redrive.moved), left: number(redrive.left) };
  return say(redrive.done_at ? "stuckDone" : "stuckAsked", told);
}

function named(queue) {
  return say(`stuckQueue_${queue}`);
}
