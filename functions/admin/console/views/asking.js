// What forms share: labelled fields, drafts, one more question before something is done, refusals in words, files.

import { el } from "../page.js";
import { currentLanguage, learn, say } from "../strings.js";
import * as words from "../words/asking.js";

learn(words);

const NEXT_FIELD = /; (?=[a-z_]+(?:\.\w+)*: )/;

/** Why the desk refused, in the officer's language; `otherwise` has words by status where the API has none of its own. */
export function why(refused, otherwise = {}) {
  const told = [400, 404, 409].includes(refused.status) && refused.told?.includes(" / ");
  if (!told) return otherwise[refused.status] ?? refused.message;
  return refused.told.split(NEXT_FIELD).map((part) => oneLanguage(part)).join("; ");
}

/** One half of the desk's "tiếng Việt / English", with the name of the field that it may begin with. */
export function oneLanguage(text, names = (field) => field) {
  const named = /^([a-z_]+(?:\.\w+)*): /.exec(text);
  const [vi, en] = text.slice(named ? named[0].length : 0).split(" / ");
  const half = currentLanguage() === "vi" ? vi : (en ?? vi);
  return named ? `${names(named[1])}: ${half}` : half;
}

/** The refusal's faults by field, `[["services.0.name", "…"]]`; what names no field has "". */
export function faults(refused) {
  return (refused.told ?? "").split(NEXT_FIELD).filter(Boolean).map((part) => {
    const named = /^([a-z_]+(?:\.\w+)*): (.*)$/s.exec(part);
    return named ? [named[1], oneLanguage(named[2])] : ["", oneLanguage(part)];
  });
}

/** Ask once more; true when the officer agrees. `effect` names what will happen, `extra` is more to fill in. */
export function confirmed({ title, effect, yes, extra = [] }) {
  const dialog = document.getElementById("dialog");
  return new Promise((resolve) => {
    let agreed = false;
    dialog.replaceChildren(
      el("h2", { id: "dialog-title" }, title),
      ...[effect].flat().map((line) => el("p", {}, line)),
      el("form", { method: "dialog", onsubmit: () => { agreed = true; } },
        extra,
        el("p", { class: "choices" },
          el("button", { type: "button", onclick: () => dialog.close() }, say("cancel")),
          el("button", { class: "main" }, yes))));
    dialog.addEventListener("close", () => resolve(agreed), { once: true });
    dialog.showModal();
  });
}

/** Show something in the dialog until it is closed. */
export function shown(title, ...content) {
  const dialog = document.getElementById("dialog");
  dialog.replaceChildren(
    el("h2", { id: "dialog-title" }, title), ...content,
    el("p", { class: "choices" }, el("button", { type: "button", class: "main", onclick: () => dialog.close() }, say("close"))));
  return new Promise((resolve) => {
    dialog.addEventListener("close", resolve, { once: true });
    dialog.showModal();
  });
}

/** A label with its control below it, and a hint below that. The control needs an id. */
export function field(label, control, hint) {
  if (hint) control.setAttribute("aria-describedby", `${control.id}-hint`);
  return el("div", { class: "field" },
    el("label", { for: control.id }, label), control,
    hint && el("p", { class: "quiet", id: `${control.id}-hint` }, hint));
}

export function options(pairs, chosen) {
  return pairs.map(([value, label]) => el("option", { value, selected: value === chosen }, label));
}

/** Renew what is shown there without taking the focus away: elements with the same `data-key` are the same. */
export function renew(where, ...children) {
  const key = where.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  where.replaceChildren(...children.flat().filter(Boolean));
  if (key) [...where.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key && !one.disabled)?.focus();
}

/** Keep what is typed into a form under a name of the session, and put back what was kept. */
export function kept(name, form) {
  const controls = () => [...form.elements].filter((one) => one.name && one.type !== "file");
  const before = JSON.parse(sessionStorage.getItem(name) ?? "null");
  if (before) {
    for (const one of controls()) {
      if (!(one.name in before)) continue;
      if (one.type === "checkbox") one.checked = before[one.name];
      else if (one.type === "radio") one.checked = one.value === before[one.name];
      else one.value = before[one.name];
    }
  }
  form.addEventListener("input", () => {
    const values = controls().filter((one) => one.type !== "radio" || one.checked).map((one) => [one.name, one.type === "checkbox" ? one.checked : one.value]);
    sessionStorage.setItem(name, JSON.stringify(Object.fromEntries(values)));
  });
  return Boolean(before);
}

/** Hand text out as a file that spreadsheets take for UTF-8. */
export function save(name, text, type = "text/csv") {
  const url = URL.createObjectURL(new Blob(["\ufeff", text], { type: `${type};charset=utf-8` }));
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** A wide table in a region of its own that keys can scroll. */
export function scrolling(label, table) {
  return el("div", { class: "scrolling", role: "region", tabindex: "0", "aria-label": label }, table);
}

/** The day in Vietnam, `2026-03-02`, so many days from today. */
export function day(later = 0) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date(Date.now() + later * 86_400_000));
}

/** A day as officers write it, `02/03/2026`. */
export function written(iso) {
  return iso ? iso.split("-").reverse().join("/") : "";
}
