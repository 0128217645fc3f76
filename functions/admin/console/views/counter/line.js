// The tickets of a counter: the one at this desk, those who wait, those who are through.

import { el } from "../../page.js";
import { say } from "../../strings.js";

const AT_DESK = { called: ["start", "again", "skip", "hold"], serving: ["finish", "hold"] };
const IN_LINE = { booked: ["call"], held: ["call", "return"], skipped: ["call", "return"] };
const ENDED = ["finished", "no_show", "cancelled", "moved"];
const FIRST = 8;

/** Numbers as they are called out: `007, 008`. */
export function said(numbers) {
  return numbers.map((one) => String(one).padStart(3, "0")).join(", ");
}

/** What this desk has called or serves, with all that can be done about it. */
export function mine(here, at) {
  if (!here.length) return el("p", { class: "quiet" }, say("counter_free"));
  return here.map((ticket) => el("div", { class: "ticket now" },
    el("p", { class: "great-number" }, said(ticket.numbers)),
    el("p", {}, about(ticket, at)),
    at.may && el("p", { class: "deeds" }, AT_DESK[ticket.state].map((action, place) => button(ticket, action, at, place === 0 ? "main great" : "great")))));
}

/** Who is still to be served, and who is at another desk. */
export function waiting(line, here, at, { everybody, more }) {
  const stand = line.tickets.filter((one) => one.state in IN_LINE);
  const elsewhere = line.tickets.filter((one) => one.state in AT_DESK && !here.includes(one));
  const first = everybody ? stand : stand.slice(0, FIRST);
  return [
    elsewhere.length > 0 && el("section", { "aria-labelledby": "counter-others" },
      el("h2", { id: "counter-others" }, say("counter_others")),
      el("ul", { class: "tickets" }, elsewhere.map((one) => row(one, at, AT_DESK, { folded: true })))),
    el("section", { "aria-labelledby": "counter-waiting" },
      el("h2", { id: "counter-waiting" }, say("counter_waiting", { count: stand.length })),
      stand.length === 0 && el("p", { class: "quiet" }, say("counter_nobody")),
      el("ul", { class: "tickets" }, first.map((one) => row(one, at, IN_LINE))),
      first.length < stand.length && el("button", { type: "button", "data-key": "everybody", onclick: more }, say("counter_all", { count: stand.length }))),
  ];
}

let showEnded = false;

/** Who is through, folded away. */
export function ended(line, at) {
  const through = line.tickets.filter((one) => ENDED.includes(one.state));
  if (!through.length) return null;
  const folded = el("details", { open: showEnded, ontoggle: () => { showEnded = folded.open; } },
    el("summary", { "data-key": "ended" }, say("counter_ended", { count: through.length })),
    el("ul", { class: "tickets" }, through.map((one) => row(one, at, {}))));
  return folded;
}

function row(ticket, at, offered, { folded = false } = {}) {
  const actions = at.may && at.isToday ? (offered[ticket.state] ?? []) : [];
  return el("li", { class: `ticket ${ticket.state}` },
    el("span", { class: "words" }, el("span", { class: "numbers" }, said(ticket.numbers)), " ", el("span", { class: "about" }, about(ticket, at))),
    actions.length > 0 && inPlaceOf(folded, el("span", { class: "deeds" }, actions.map((action) => button(ticket, action, at)))));
}

/** What is another desk's is not pressed by mistake. */
function inPlaceOf(folded, deeds) {
  return folded ? el("details", {}, el("summary", {}, say("counter_instead")), deeds) : deeds;
}

function about(ticket, { names }) {
  return [
    ticket.state !== "booked" && say(`counter_state_${ticket.state}`),
    names.get(ticket.service_id) ?? ticket.service_id,
    say("counter_slot", { slot: ticket.slot }),
    ticket.people > 1 && say("counter_people", { count: ticket.people }),
    ticket.walk_in && say("counter_walkInMark"),
    ticket.desk && ["called", "serving"].includes(ticket.state) && say("counter_atDesk", { desk: ticket.desk }),
  ].filter(Boolean).join(" · ");
}

function button(ticket, action, at, looks) {
  const words = say(`counter_act_${action}`);
  return el("button", {
    type: "button", class: looks, "data-key": `${ticket.ticket_id} ${action}`,
    "aria-label": say("counter_act_of", { act: words, numbers: said(ticket.numbers) }),
    onclick: () => at.act(ticket, action),
  }, words);
}
