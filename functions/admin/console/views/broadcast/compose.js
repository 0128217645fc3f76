// Writing a draft. Whatever is typed stays in this tab until it is saved, whatever happens to the page.

import * as api from "../../api.js";
import { el, show, tell } from "../../page.js";
import { say } from "../../strings.js";
import { ask } from "./ask.js";
import { builder, offered } from "./audience.js";
import { blank, bodyOf, fieldsOf, forget, keep, kept } from "./draft.js";
import { preview } from "./preview.js";
import { mayTellAnything } from "./rights.js";
import { reasons, refuse } from "./saying.js";
import { sendingPart, wordsPart } from "./writing.js";

const PLACES = { pages: "bc-units", segments: "bc-tags", excluded: "bc-excluded", got: "bc-got", not_got: "bc-not-got" };

export async function open(desk, id) {
  show("main", el("p", { role: "status" }, say("loading")));
  let choices;
  let stored = null;
  try {
    [choices, stored] = await Promise.all([offered(desk), id ? api.read(`broadcasts/${api.at(id)}`) : null]);
  } catch (refused) {
    if (desk.alive()) desk.failed(refused);
    return;
  }
  if (!desk.alive()) return;
  if (stored && stored.state !== "draft") {
    location.replace(`#broadcasts/${id}`);
    return;
  }
  const typed = kept(id);
  const fields = { ...blank([...desk.units.keys()]), ...(typed?.fields ?? (stored ? fieldsOf(stored, choices.pages) : {})) };
  if (!mayTellAnything(desk)) fields.priority = "emergency";
  let revision = typed?.revision ?? stored?.revision ?? 0;
  const wrong = el("div", { role: "alert", tabindex: -1 });
  const look = el("div", { class: "bc-preview" });
  const button = el("button", { class: "main" }, say("bc_saveDraft"));
  const words = wordsPart(desk, fields, changed);
  const to = builder(desk, fields, choices, changed);
  const sending = sendingPart(fields, choices.pages, changed, { any: mayTellAnything(desk) });
  let ready = false;

  show("main",
    el("p", { class: "bc-back" }, el("a", { href: id ? `#broadcasts/${id}` : "#broadcasts" }, `← ${say(id ? "bc_backToOne" : "bc_backToList")}`)),
    el("h1", {}, say(id ? "bc_editTitle" : "bc_newTitle")),
    typed && el("p", { class: "notice", role: "status" }, say("bc_keptHere"), " ", el("button", { type: "button", onclick: drop }, say("bc_dropKept"))),
    el("form", { class: "bc-form", novalidate: true, onsubmit: save },
      words.node,
      el("section", { class: "bc-beside", "aria-labelledby": "bc-look" }, el("h2", { id: "bc-look" }, say("bc_preview")), look),
      to.node, sending.node, wrong,
      el("p", { class: "bc-buttons" }, button),
      el("p", { class: "quiet" }, say("bc_saveTells"))));
  to.update();
  ready = true;

  function changed() {
    words.update();
    sending.update();
    look.replaceChildren(...preview({ ...fields, unitName: desk.units.get(fields.unit), code: stored?.code }));
    if (ready) keep(id, { revision, fields });
  }

  function drop() {
    forget(id);
    dispatchEvent(new HashChangeEvent("hashchange"));
  }

  async function save(event) {
    event.preventDefault();
    button.disabled = true;
    wrong.replaceChildren();
    try {
      const body = bodyOf(fields);
      const saved = id
        ? await api.send("PUT", `broadcasts/${api.at(id)}`, { ...body, revision })
        : await api.send("POST", "broadcasts", body);
      forget(id);
      tell(say("bc_saved"));
      if (desk.alive()) location.hash = `#broadcasts/${saved.id}`;
    } catch (refused) {
      button.disabled = false;
      await failed(refused);
    }
  }

  async function failed(refused) {
    if (refused.status === 409 && id) return overtaken(refused);
    if (![400, 403, 404].includes(refused.status)) return refuse(desk, refused);
    wrong.replaceChildren(
      el("p", { class: "bad" }, say("bc_notSaved")),
      el("ul", {}, reasons(refused).map((one) => el("li", {}, one.field ? pointing(one) : one.words))));
    wrong.focus();
  }

  /** Somebody else saved it meanwhile: nothing of either is lost unless the officer says so. */
  async function overtaken(refused) {
    try {
      const now = await api.read(`broadcasts/${api.at(id)}`);
      if (now.state !== "draft") return refuse(desk, refused);
      const over = await ask({ title: say("bc_movedTitle"), words: [say("bc_movedWhy"), say("bc_movedEffect")], yes: say("bc_overwrite"), danger: true });
      if (!over || !desk.alive()) return undefined;
      [stored, revision] = [now, now.revision];
      keep(id, { revision, fields });
      tell(say("bc_saveOnceMore"));
      return button.focus();
    } catch (again) {
      return refuse(desk, again);
    }
  }
}

function pointing({ field, words }) {
  const id = PLACES[field.split(".")[0]] ?? `bc-${field.split(".")[0].replaceAll("_", "-")}`;
  const label = say(`bc_field_${field.split(".")[0]}`);
  return el("button", { type: "button", class: "bc-link", onclick: () => jump(id) }, `${label}: ${words}`);
}

function jump(id) {
  const found = document.getElementById(id);
  const control = found?.matches("input, textarea, select") ? found : found?.querySelector("input, textarea, select, button");
  for (let at = control?.parentElement; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  control?.focus();
}
