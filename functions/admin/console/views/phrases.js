// The reply templates of a unit: what officers say often, offered where it fits.

import * as api from "../api.js";
import { el, show, tell } from "../page.js";
import { learn, say } from "../strings.js";
import * as words from "../words/phrases.js";
import * as lines from "../words/cases.js";
import { confirmed, faults, field, options } from "./asking.js";
import { STATUSES } from "./case/line.js";

learn(lines);
learn(words);

const MOST = 50;
let chosen = null;

export async function open(desk) {
  const { alive, failed, units } = desk;
  const all = new Map();
  const unit = el("select", { id: "phrases-unit", onchange: () => { chosen = unit.value; draw(); } },
    options([...units], chosen ?? undefined));
  const list = el("ol", { class: "phrases" });
  const wrong = el("ul", { class: "bad", role: "alert" });
  const save = el("button", { class: "main" }, say("save"));
  const add = el("button", { type: "button", onclick: another }, say("phrases_add"));
  const undo = el("button", { type: "button", onclick: forget }, say("phrases_undo"));
  let templates = [];

  const form = el("form", { novalidate: true, onsubmit: send, oninput: keep }, wrong, list, el("p", { class: "bar" }, add, undo, save));
  const editing = el("div", { hidden: true }, units.size > 1 && field(say("unit"), unit), form);

  show("main", el("h1", {}, say("view_phrases")), el("p", { class: "quiet" }, say("phrases_why")), editing);

  const draft = () => `phrases ${unit.value}`;

  function keep() {
    templates = [...list.children].map(read);
    sessionStorage.setItem(draft(), JSON.stringify({ templates, revision: revision() }));
    undo.hidden = false;
  }

  function revision() {
    const kept = JSON.parse(sessionStorage.getItem(draft()) ?? "null");
    return kept?.revision ?? all.get(unit.value)?.revision ?? 0;
  }

  function draw() {
    const kept = JSON.parse(sessionStorage.getItem(draft()) ?? "null");
    templates = kept?.templates ?? all.get(unit.value)?.templates ?? [];
    wrong.replaceChildren();
    undo.hidden = !kept;
    redraw();
  }

  function redraw() {
    list.replaceChildren(...templates.map(editor));
    add.disabled = templates.length >= MOST;
  }

  function editor(one, place) {
    const id = (name) => `phrase-${place}-${name}`;
    const text = el("textarea", { id: id("text"), name: "text", rows: 3, maxlength: 2000 });
    text.value = one.text;
    return el("li", {}, el("fieldset", {},
      el("legend", {}, one.title || say("phrases_new")),
      field(say("phrases_title"), el("input", { id: id("title"), name: "title", maxlength: 80, value: one.title, autocomplete: "off" })),
      field(say("phrases_key"), el("input", { id: id("key"), name: "key", maxlength: 40, value: one.key, autocomplete: "off", autocapitalize: "none" }), say("phrases_keyHint")),
      field(say("phrases_text"), text, say("phrases_textHint")),
      el("fieldset", { class: "picks" }, el("legend", {}, say("phrases_states")), STATUSES.map((status) => el("label", { class: "pick" },
        el("input", { type: "checkbox", name: "states", value: status, checked: one.states.includes(status) }), say(`status_${status}`)))),
      el("p", { class: "bar" },
        el("button", { type: "button", disabled: place === 0, "aria-label": `${say("phrases_up")}: ${one.title}`, onclick: () => move(place, -1) }, "↑"),
        el("button", { type: "button", disabled: place === templates.length - 1, "aria-label": `${say("phrases_down")}: ${one.title}`, onclick: () => move(place, 1) }, "↓"),
        el("button", { type: "button", class: "risky", "aria-label": `${say("phrases_remove")}: ${one.title}`, onclick: () => remove(place) }, say("phrases_remove")))));
  }

  function read(item) {
    const value = (name) => item.querySelector(`[name=${name}]`).value;
    const states = [...item.querySelectorAll("[name=states]:checked")].map((one) => one.value);
    return { key: value("key"), title: value("title"), text: value("text"), states };
  }

  function change(next, focused) {
    templates = next;
    sessionStorage.setItem(draft(), JSON.stringify({ templates, revision: revision() }));
    undo.hidden = false;
    redraw();
    (focused === null ? add : list.children[focused]?.querySelector("input") ?? add).focus();
  }

  function another() {
    change([...templates, { key: "", title: "", text: "", states: ["in_progress"] }], templates.length);
  }

  function move(place, by) {
    const next = [...templates];
    [next[place], next[place + by]] = [next[place + by], next[place]];
    change(next, place + by);
  }

  async function remove(place) {
    const title = say("phrases_removeTitle", { title: templates[place].title || say("phrases_new") });
    if (await confirmed({ title, effect: say("phrases_removeEffect"), yes: say("phrases_remove") })) change(templates.filter((_, at) => at !== place), null);
  }

  async function forget() {
    if (!await confirmed({ title: say("phrases_undo"), effect: say("phrases_undoEffect"), yes: say("phrases_undo") })) return;
    sessionStorage.removeItem(draft());
    await load();
  }

  async function send(event) {
    event.preventDefault();
    if (save.disabled) return;
    save.disabled = true;
    try {
      const after = await api.send("PUT", "reply-templates", { unit: unit.value, templates, revision: revision() });
      all.set(unit.value, after);
      sessionStorage.removeItem(draft());
      draw();
      tell(say("phrases_saved"));
    } catch (refused) {
      if (refused.status === 400) wrong.replaceChildren(...faults(refused).map(([name, why]) => el("li", {}, `${placeOf(name)}${why}`)));
      else failed(refused);
    } finally {
      save.disabled = false;
    }
  }

  async function load() {
    try {
      for (const one of (await api.read("reply-templates")).items) all.set(one.unit, one);
      if (!alive()) return;
      draw();
      editing.hidden = false; // not before: nothing typed is to be drawn over
    } catch (refused) {
      if (alive()) failed(refused);
    }
  }

  await load();
}

function placeOf(name) {
  const place = /^templates\.(\d+)/.exec(name);
  return place ? `${say("phrases_place", { place: Number(place[1]) + 1 })}: ` : "";
}
