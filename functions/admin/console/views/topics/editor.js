// What one unit offers: names that citizens see, in their order, and keys that stay.

import * as api from "../../api.js";
import { el, tell } from "../../page.js";
import { say } from "../../strings.js";
import { ask } from "../broadcast/ask.js";
import { folded } from "../broadcast/controls.js";
import { reasons, refuse } from "../broadcast/saying.js";

const MOST = 8;
const MOST_NAME = 40;

function slug(name) {
  return folded(name).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, MOST_NAME).replace(/-+$/, "");
}

export function editor(desk, offered) {
  const { unit } = offered;
  const place = `topics ${unit}`;
  const before = JSON.parse(sessionStorage.getItem(place) ?? "null");
  let { revision } = before ?? offered;
  let stored = offered.topics;
  let rows = before?.rows ?? stored.map((one) => ({ ...one, fixed: true }));
  const list = el("div");
  const wrong = el("div", { role: "alert", tabindex: -1 });
  const add = el("button", { type: "button", onclick: () => { rows.push({ key: "", name: "" }); draw(`tp-name-${rows.length - 1}`); keep(); } }, say("tp_add"));
  const save = el("button", { class: "main" }, say("tp_save"));
  const kept = before && el("p", { class: "notice", role: "status" }, say("tp_kept"), " ", el("button", { type: "button", onclick: drop }, say("tp_drop")));
  draw();
  return el("form", { novalidate: true, onsubmit: put }, kept, list, el("p", { class: "quiet" }, `${say("tp_keyHint")} ${say("tp_most", { most: MOST })}`), wrong, el("p", { class: "bc-buttons" }, add, save));

  function keep() {
    sessionStorage.setItem(place, JSON.stringify({ revision, rows }));
  }

  function drop() {
    sessionStorage.removeItem(place);
    dispatchEvent(new HashChangeEvent("hashchange"));
  }

  function draw(focus) {
    list.replaceChildren(...(rows.length ? rows.map(row) : [el("p", {}, say("tp_none"))]));
    add.disabled = rows.length >= MOST;
    if (focus) document.getElementById(focus)?.focus();
  }

  function row(one, number) {
    const key = el("input", { id: `tp-key-${number}`, value: one.key, maxlength: MOST_NAME, autocomplete: "off", autocapitalize: "none", spellcheck: "false", readonly: one.fixed, oninput: () => { one.key = key.value; one.typed = true; keep(); } });
    const up = number > 0 && el("button", { type: "button", id: `tp-up-${number}`, onclick: move }, say("tp_up"));
    const away = el("button", { type: "button", onclick: remove }, say("tp_remove"));
    const call = () => {
      if (up) up.setAttribute("aria-label", say("tp_upNamed", { name: one.name }));
      away.setAttribute("aria-label", say("tp_removeNamed", { name: one.name }));
    };
    const name = el("input", {
      id: `tp-name-${number}`, value: one.name, maxlength: MOST_NAME, autocomplete: "off",
      oninput: () => {
        one.name = name.value;
        if (!one.fixed && !one.typed) key.value = one.key = slug(one.name);
        call();
        keep();
      },
    });
    call();
    return el("div", { class: "bc-topic" },
      el("div", {}, el("label", { for: name.id }, say("tp_name")), name),
      el("div", {}, el("label", { for: key.id }, say("tp_key")), key),
      el("p", { class: "bc-buttons" }, up, away));

    function move() {
      [rows[number - 1], rows[number]] = [rows[number], rows[number - 1]];
      keep();
      draw(number > 1 ? `tp-up-${number - 1}` : "tp-name-0");
    }

    function remove() {
      rows = rows.filter((other) => other !== one);
      keep();
      draw(`tp-name-${Math.max(0, number - 1)}`);
    }
  }

  async function put(event) {
    event.preventDefault();
    wrong.replaceChildren();
    const left = new Set(rows.map((one) => one.key));
    const gone = stored.filter((one) => !left.has(one.key));
    if (gone.length && !(await ask({ title: say("tp_removeTitle"), words: [say("tp_removeEffect", { names: gone.map((one) => one.name).join(", ") })], yes: say("tp_save") }))) return;
    save.disabled = true;
    try {
      const saved = await api.send("PUT", "topics", { unit, revision, topics: rows.map(({ key, name }) => ({ key, name })) });
      sessionStorage.removeItem(place);
      kept?.remove();
      [stored, revision] = [saved.topics, saved.revision];
      rows = stored.map((one) => ({ ...one, fixed: true }));
      if (desk.alive()) draw();
      tell(say("tp_saved"));
    } catch (refused) {
      await failed(refused);
    }
    save.disabled = false;
  }

  async function failed(refused) {
    if (refused.status === 409) {
      try {
        const now = (await api.read("topics")).items.find((one) => one.unit === unit);
        [stored, revision] = [now.topics, now.revision];
        keep();
        tell(say("tp_moved"), { bad: true });
      } catch (again) {
        refuse(desk, again);
      }
      return;
    }
    if (refused.status !== 400) return refuse(desk, refused);
    const worded = reasons(refused).map(({ field, words }) => {
      const found = /^topics\.(\d+)/.exec(field);
      return found ? say("tp_row", { place: Number(found[1]) + 1, words }) : words;
    });
    wrong.replaceChildren(el("p", { class: "bad" }, say("tp_wrong")), el("ul", {}, worded.map((one) => el("li", {}, one))));
    wrong.focus();
  }
}
