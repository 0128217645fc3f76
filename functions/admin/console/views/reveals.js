// Requests to learn who is behind a case: a second person decides, and whoever asked is told once.

import * as api from "../api.js";
import { el, show, tell } from "../page.js";
import { learn, number, say, time } from "../strings.js";
import { confirmed, renew, why } from "./asking.js";
import * as words from "../words/reveals.js";
import { disclose } from "./reveals/disclose.js";

learn(words);

export async function open(desk) {
  const { alive, failed, officer } = desk;
  const count = el("p", { class: "quiet", role: "status" }, say("loading"));
  const list = el("ul", { class: "sheets", "aria-labelledby": "reveals-heading" });
  const more = el("button", { type: "button", onclick: () => load(true) }, say("more"));
  let items = [];
  let next = "";
  let seen = "";
  more.hidden = true;
  show("main",
    el("h1", { id: "reveals-heading" }, say("reveals")),
    el("p", { class: "quiet" }, say("revealsWhy"), " ", desk.may("reveal.ask") && say("revealsHow")),
    count, list, el("p", {}, more));

  const mine = (one) => one.asked_by === officer.username;
  const decidable = (one) => one.state === "open" && !mine(one) && desk.may("reveal.decide");
  const readable = (one) => one.state === "approved" && mine(one);

  async function load(further = false) {
    try {
      const page = await api.read("reveal-requests", { cursor: further ? next : "" });
      if (!alive()) return;
      const fresh = new Set(page.items.map((one) => one.request_id));
      const last = page.items.at(-1)?.request_id ?? "";
      if (further) items = [...items, ...page.items];
      else items = [...page.items, ...(page.next ? items.filter((one) => !fresh.has(one.request_id) && one.request_id < last) : [])];
      if (further || items.length === page.items.length) next = page.next;
      if (JSON.stringify(items) === seen) return;
      seen = JSON.stringify(items);
      draw();
    } catch (refused) {
      if (alive()) failed(refused);
    }
  }

  function draw() {
    renew(list, items.map(line));
    const waiting = items.filter(decidable).length;
    const ready = items.filter(readable).length;
    count.textContent = [
      waiting && say("revealsWaiting", { count: number(waiting) }),
      ready && say("revealsReady", { count: number(ready) }),
      items.length ? say("revealsCount", { count: number(items.length) }) : say("revealsNone"),
    ].filter(Boolean).join(" · ");
    more.hidden = !next;
  }

  function line(one) {
    const id = one.request_id;
    const button = (name, kind, does) => el("button", { type: "button", class: kind, "data-key": `${name} ${id}`, "aria-describedby": `about-${id}`, onclick: does }, say(name));
    const waits = decidable(one) || readable(one);
    return el("li", { class: waits && "wrong", "data-request": id },
      el("h2", { id: `about-${id}` }, say(`revealsBasis_${one.basis}`), " ", el("span", { class: waits ? "badge new" : "badge" }, say(`revealsState_${one.state}`))),
      el("p", { class: "words" }, one.reason),
      el("p", {}, desk.may("case.read")
        ? el("a", { href: `#case/${one.case_id}`, class: "way-back" }, say("revealsOpen"))
        : el("span", { class: "quiet" }, say("revealsCase", { id: one.case_id }))),
      el("p", { class: "quiet" }, desk.units.get(one.unit) ?? one.unit, " · ", said(one).join(" · ")),
      mine(one) && one.state === "open" && desk.may("reveal.decide") && el("p", { class: "quiet" }, say("revealsOther")),
      decidable(one) && el("p", { class: "bar" },
        button("revealsApprove", "main", () => decide(one, "approve")), button("revealsRefuse", "risky", () => decide(one, "refuse"))),
      readable(one) && el("p", {}, button("revealsRead", "main", () => read(one))));
  }

  async function decide(one, decision) {
    const name = decision === "approve" ? "revealsApprove" : "revealsRefuse";
    const told = { officer: one.asked_by, time: time(one.valid_until) };
    if (!await confirmed({ title: say(`${name}Title`, told), effect: [one.reason, say(`${name}Effect`, told)], yes: say(`${name}Yes`) })) return;
    try {
      await api.send("POST", `reveal-requests/${api.at(one.request_id)}/decision`, { decision });
      tell(say(`revealsSaid_${decision}`));
    } catch (refused) {
      if (refused.status === 401) return failed(refused);
      tell(why(refused, { 409: say("revealsLate") }), { bad: true });
    }
    return again();
  }

  async function read(one) {
    const effect = [say("revealsReadOnce"), say("revealsReadRecorded")];
    if (!await confirmed({ title: say("revealsReadTitle"), effect, yes: say("revealsReadYes") })) return;
    try {
      await disclose(one);
    } catch (refused) {
      if (refused.status === 401) return failed(refused);
      tell(why(refused, { 409: say("revealsNotYet"), 410: say("revealsGone"), 404: say("revealsNotYet") }), { bad: true });
    }
    if (alive()) await again();
  }

  async function again() {
    await load();
    if (document.activeElement === document.body) document.getElementById("main").focus();
  }

  await load();
  return () => (document.hidden || document.getElementById("dialog").open ? undefined : load());
}

function said(one) {
  return [
    say("revealsAsked", { officer: one.asked_by, time: time(one.asked_at) }),
    one.decided_by && say(one.state === "refused" ? "revealsDecided_refused" : "revealsDecided_approved", { officer: one.decided_by, time: time(one.decided_at) }),
    one.used_at && say("revealsUsed", { time: time(one.used_at) }),
    ["open", "approved"].includes(one.state) && say("revealsUntil", { time: time(one.valid_until) }),
  ].filter(Boolean);
}
