// Offices where citizens get numbers: the list, and one as it is to be.

import * as api from "../api.js";
import { el, show } from "../page.js";
import { learn, say } from "../strings.js";
import * as words from "../words/offices.js";
import { why } from "./asking.js";
import { editor } from "./offices/editor.js";

learn(words);

export async function open(desk, officeId) {
  try {
    if (officeId) await one(desk, officeId);
    else await list(desk);
  } catch (refused) {
    if (!desk.alive()) return;
    if (refused.status !== 404) desk.failed(refused);
    else show("main", el("p", {}, back()), el("h1", {}, say("office")), el("p", {}, why(refused, { 404: say("office_gone") })));
  }
}

async function list(desk) {
  const { items } = await api.read("offices");
  if (!desk.alive()) return;
  show("main",
    el("div", { class: "bar" }, el("h1", {}, say("office")), desk.may("office.edit") && el("a", { href: "#offices/new", class: "button" }, say("office_new"))),
    items.length === 0 && el("p", { class: "quiet" }, say("office_none")),
    el("ul", { class: "cases" }, items.map((office) => el("li", {},
      el("a", { href: `#offices/${api.at(office.office_id)}` },
        el("span", { class: "summary" }, office.name),
        el("span", { class: "quiet" }, `${desk.units.get(office.unit) ?? office.unit} · ${say("office_services", { count: office.services.length })}`))))));
}

async function one(desk, officeId) {
  const isNew = officeId === "new";
  const office = isNew ? null : await api.read(`offices/${api.at(officeId)}`);
  if (!desk.alive()) return;
  show("main",
    el("p", {}, back()),
    el("h1", {}, office?.name ?? say("office_new")),
    office && desk.may("counter.read") && el("p", {}, el("a", { href: `#counter/${api.at(officeId)}` }, say("office_counter"))),
    editor(desk, office));
}

function back() {
  return el("a", { href: "#offices" }, say("office_back"));
}
