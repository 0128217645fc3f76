// The counter of one office on one day: whom the desk serves, whom it calls next, who waits. For one hand, standing up.

import * as api from "../api.js";
import { el, show, tell } from "../page.js";
import { learn, say } from "../strings.js";
import * as words from "../words/counter.js";
import { day, field, options, renew, why } from "./asking.js";
import { askToClose, walkIn } from "./counter/giving.js";
import { figuresTable, waits } from "./counter/figures.js";
import { ended, mine, said, waiting } from "./counter/line.js";

learn(words);

const EVERY_MS = 5000;

/** Show the counter, of the office and day that the address names, or else of the first office today. */
export async function open(desk, officeId, date = day()) {
  let offices;
  try {
    offices = (await api.read("offices")).items;
  } catch (refused) {
    if (desk.alive()) desk.failed(refused);
    return;
  }
  if (!desk.alive()) return;
  const last = sessionStorage.getItem("counter office");
  const office = offices.find((one) => one.office_id === (officeId ?? last)) ?? (officeId ? null : offices[0]);
  if (!office) {
    show("main", el("h1", {}, say("counter")), el("p", {}, say("counter_none")),
      desk.may("office.edit") && el("p", {}, el("a", { href: "#offices/new" }, say("counter_addOffice"))));
    return;
  }
  sessionStorage.setItem("counter office", office.office_id);
  await atCounter(desk, offices, office, date);
}

async function atCounter(desk, offices, office, date) {
  const path = `counter/${api.at(office.office_id, date)}`;
  const isToday = date === day();
  const parts = Object.fromEntries(["notice", "now", "line", "wait", "figures"].map((name) => [name, el("div")]));
  const figures = el("details", { ontoggle: () => figures.open && readFigures() },
    el("summary", {}, el("h2", {}, say("counter_figures"))), parts.figures);
  const me = el("input", { id: "counter-desk", maxlength: 20, autocomplete: "off", required: true, value: sessionStorage.getItem("counter desk") ?? "1",
    oninput: () => { sessionStorage.setItem("counter desk", me.value); draw(); } });
  const service = el("select", { id: "counter-service" },
    options([["", say("counter_anyService")], ...office.services.map((one) => [one.service_id, one.name])], sessionStorage.getItem("counter service")));
  service.addEventListener("change", () => sessionStorage.setItem("counter service", service.value));
  const next = el("button", { type: "button", class: "main great", onclick: callNext }, say("counter_next"));
  let line = null;
  let estimates = [];
  let everybody = false;
  let busy = false;
  let drawn = "";

  show("main",
    el("div", { class: "bar" },
      el("h1", {}, say("counter")),
      desk.may("office.edit") && el("a", { href: `#offices/${api.at(office.office_id)}` }, say("counter_edit"))),
    chooser(offices, office, date),
    parts.notice,
    isToday && el("section", { class: "at-desk", "aria-labelledby": "counter-now" },
      el("h2", { id: "counter-now" }, say("counter_now")),
      parts.now,
      desk.may("counter.next") && next,
      el("div", { class: "pair" },
        field(say("counter_desk"), me, say("counter_deskHint")),
        office.services.length > 1 && field(say("counter_service"), service))),
    parts.line,
    parts.wait,
    isToday && desk.may("counter.walk_in") && office.services.length > 0 && walkIn(office, path, load),
    figures,
    desk.may("counter.close") && date >= day() && el("p", {},
      el("button", { type: "button", class: "risky", onclick: () => askToClose(office, date, path, line).then((done) => done && load()) }, say("counter_close"))));

  function draw() {
    if (!line) return;
    const names = new Map(line.services.map((one) => [one.service_id, one.name]));
    const at = { names, isToday, may: desk.may("counter.ticket"), act, desk: me.value.trim() };
    const here = line.tickets.filter((one) => one.desk === at.desk && ["called", "serving"].includes(one.state));
    next.disabled = here.some((one) => one.state === "called");
    renew(parts.notice, !line.open && el("p", { class: "notice" }, say("counter_shut")), !isToday && el("p", { class: "notice" }, say("counter_otherDay")));
    renew(parts.now, mine(here, at));
    renew(parts.line, waiting(line, here, at, { everybody, more: () => { everybody = true; draw(); } }), ended(line, at));
    renew(parts.wait, waits(estimates, names));
  }

  async function load() {
    if (busy) return;
    try {
      const wanted = [api.read(path), isToday ? api.read(`${path}/estimate`) : { items: [] }];
      const [found, waits_] = await Promise.all(wanted);
      if (!desk.alive() || busy) return;
      line = found;
      estimates = waits_.items;
      const state = JSON.stringify([found, waits_]);
      if (state !== drawn) draw();
      drawn = state;
    } catch (refused) {
      if (!desk.alive()) return;
      if (refused.status === 401) desk.failed(refused);
      else renew(parts.notice, el("p", { class: "bad", role: "alert" }, why(refused)));
      drawn = "";
    }
  }

  async function readFigures() {
    try {
      renew(parts.figures, figuresTable((await api.read(`${path}/figures`)).items, line));
    } catch (refused) {
      tell(why(refused), { bad: true });
    }
  }

  async function change(order) {
    if (busy) return;
    busy = true; // no button is disabled meanwhile: the focus would be lost; presses are not heard
    parts.now.setAttribute("aria-busy", "true");
    try {
      const ticket = await order();
      const did = ticket.state === "no_show" ? "no_show" : order.act;
      tell(say(`counter_did_${did}`, { numbers: said(ticket.numbers) }));
    } catch (refused) {
      tell(refused.status === 0 ? say("ask_notKnown") : why(refused), { bad: true });
    } finally {
      busy = false;
      drawn = "";
      parts.now.removeAttribute("aria-busy");
      await load();
      const { activeElement: at } = document;
      if (!at || at === document.body || at.disabled) (parts.now.querySelector("button") ?? next).focus({ preventScroll: true });
      if (figures.open) await readFigures();
    }
  }

  function callNext() {
    if (!named()) return;
    const order = () => api.send("POST", `${path}/next`, { desk: me.value.trim(), service: service.value });
    change(Object.assign(order, { act: "call" }));
  }

  function act(ticket, action) {
    if (action === "call" && !named()) return;
    const order = () => api.send("POST", `${path}/tickets/${api.at(ticket.ticket_id, action)}`, action === "call" ? { desk: me.value.trim() } : {});
    change(Object.assign(order, { act: action }));
  }

  function named() {
    if (me.value.trim()) return true;
    tell(say("counter_noDesk"), { bad: true });
    me.focus();
    return false;
  }

  await load();
  const looking = setInterval(() => {
    if (!desk.alive()) clearInterval(looking);
    else if (!document.hidden) load();
  }, EVERY_MS);
}

function chooser(offices, office, date) {
  const where = el("select", { id: "counter-office", onchange: go }, options(offices.map((one) => [one.office_id, one.name]), office.office_id));
  const when = el("input", { type: "date", id: "counter-day", value: date, required: true, onchange: go });
  return el("div", { class: "pair" }, field(say("counter_office"), where), field(say("counter_day"), when));

  function go() {
    if (when.value) location.hash = `#counter/${api.at(where.value, when.value)}`;
  }
}
