// Notes, whose a case is, and which unit's.

import * as api from "../../api.js";
import { el, tell } from "../../page.js";
import { number, say, time } from "../../strings.js";
import { confirmed, field } from "../asking.js";
import { deed, draftOf, offer, post, reasonField, selection } from "./deed.js";

export function notes(task) {
  const { path, again } = task;
  const list = el("ul", { class: "told" });
  const text = el("textarea", { id: "note", name: "text", rows: 2, maxlength: 5000, required: true });
  const { node } = deed(task, "note", {
    title: "",
    fields: [field(say("noteNew"), text, say("noteHint"))],
    go: say("noteGo"),
    send: async () => {
      await post(`${path}/notes`, { text: text.value });
      await again();
    },
  });
  node.querySelector("form").before(list);
  return {
    node,
    draw(found) {
      node.querySelector("h3").textContent = say("notes", { count: number(found.notes.length) });
      list.replaceChildren(...found.notes.map((note) => el("li", {},
        el("p", { class: "words" }, note.text), el("p", { class: "quiet" }, `${note.officer} · ${time(note.at)}`))));
      if (found.notes.length && !list.dataset.shown) node.open = true;
      list.dataset.shown = "yes";
    },
  };
}

export function assignment(task) {
  const { desk, path, again, refused } = task;
  let found;
  const who = el("input", { id: "assign-to", name: "officer", list: "assign-known", maxlength: 128, autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
  const known = el("datalist", { id: "assign-known" });
  const reason = reasonField("assign");
  const me = el("button", { type: "button", onclick: take }, say("assignMe"));
  const { node } = deed(task, "assign", {
    title: say("assign"),
    fields: [field(say("assignTo"), who), known, reason.node],
    go: say("assignGo"),
    send: async () => {
      await post(`${path}/assign`, { officer: who.value.trim(), reason: reason.control.value });
      await again();
    },
    onopen: suggest,
  });
  node.querySelector("form").before(el("p", {}, me));

  async function take() {
    me.disabled = true;
    try {
      await post(`${path}/assign`, { officer: desk.officer.username, reason: say("assignMeWhy") });
      await again();
    } catch (error) {
      refused(error);
    } finally {
      me.disabled = !found || found.assigned_to === desk.officer.username;
    }
  }

  /** Colleagues: from the roll for who may read it, otherwise those who have worked on the case. */
  async function suggest() {
    let names = [...found.history, ...found.notes].map((one) => one.officer).concat(found.looking);
    if (desk.may("staff.list")) {
      try {
        const { items } = await api.read("officers");
        names = items.filter((one) => one.active && one.units.includes(found.unit)).map((one) => one.username);
      } catch (error) {
        refused(error);
      }
    }
    known.replaceChildren(...[...new Set(names)].filter(Boolean).map((name) => el("option", { value: name })));
  }

  return {
    node,
    draw(newer) {
      found = newer;
      node.hidden = found.status === "closed";
      me.disabled = found.assigned_to === desk.officer.username;
    },
  };
}

export function transfer(task) {
  const { path, refused } = task;
  let here = "";
  const to = selection("transfer-unit");
  const reason = reasonField("transfer");
  const { node } = deed(task, "transfer", {
    title: say("transfer"),
    fields: [field(say("transferTo"), to), reason.node],
    go: say("transferGo"),
    send,
    onopen: offerUnits,
  });

  async function offerUnits() {
    if (to.options.length > 1) return;
    try {
      const { items } = await api.read("transfer-units");
      offer(to, items.filter((one) => one.unit !== here).map((one) => [one.unit, one.name]), draftOf(task, "transfer")["transfer-unit"]);
    } catch (error) {
      refused(error);
    }
  }

  async function send() {
    const unit = to.selectedOptions[0].textContent;
    const agreed = await confirmed({ title: say("transferTitle", { unit }), effect: say("transferEffect"), yes: say("transferYes") });
    if (!agreed) return false;
    await api.send("POST", `${path}/transfer`, { unit: to.value, reason: reason.control.value });
    tell(say("transferred", { unit }));
    location.hash = "#cases";
    return true;
  }

  return {
    node,
    draw(found) {
      here = found.unit;
      node.hidden = found.status === "closed" || found.merged.length > 0;
      if (node.open) offerUnits();
    },
  };
}
