// The fields of an entry, as the editor and the to-do list fill them in.

import { el } from "../../page.js";
import { say } from "../../strings.js";
import { faults, field, options } from "../asking.js";

const LONG = ["papers", "fee", "time", "place", "who", "legal_source"];
const DAYS = ["valid_from", "valid_to", "last_reviewed"];
const LINES = ["variants", "pages"];

/** The controls, filled with an entry; each is named as the API names it. `isNew`: the id can be chosen. */
export function fields(entry, { units, isNew }) {
  const of = (name) => entry[name] ?? "";
  const line = (name, more = {}) => field(say(`bank_${name}`), el("input", { id: `entry-${name}`, name, value: of(name), autocomplete: "off", ...more }), more.hint);
  const area = (name, rows, hint, more = {}) => {
    const control = el("textarea", { id: `entry-${name}`, name, rows, ...more });
    control.value = LINES.includes(name) ? (entry[name] ?? []).join("\n") : of(name);
    return field(say(`bank_${name}`), control, hint);
  };
  const owner = el("select", { id: "entry-owner_unit", name: "owner_unit" }, options([...units], of("owner_unit")));
  return [
    isNew && field(say("bank_id"), el("input", { id: "entry-id", name: "id", value: of("id"), required: true, maxlength: 64, autocomplete: "off", autocapitalize: "none", spellcheck: "false" }), say("bank_idHint")),
    line("question", { required: true, maxlength: 500 }),
    area("variants", 3, say("bank_variantsHint")),
    area("answer", 6, undefined, { required: true, maxlength: 8000 }),
    line("topic", { maxlength: 100 }),
    units.size > 1 && field(say("bank_owner_unit"), owner),
    el("details", {},
      el("summary", {}, say("bank_more")),
      LONG.map((name) => area(name, 2, undefined, { maxlength: 2000 })),
      el("div", { class: "pair" }, DAYS.map((name) => line(name, { type: "date" }))),
      area("pages", 2, say("bank_pagesHint")),
      el("p", {}, el("label", { class: "pick" }, el("input", { type: "checkbox", name: "sample", checked: entry.sample }), ` ${say("bank_sampleLabel")}`))),
  ].filter(Boolean);
}

/** What is in the controls, as the API takes it. */
export function values(form, entry) {
  const found = { owner_unit: entry.owner_unit ?? "" };
  for (const one of form.elements) {
    if (!one.name) continue;
    if (LINES.includes(one.name)) found[one.name] = one.value.split("\n").map((text) => text.trim()).filter(Boolean);
    else found[one.name] = one.type === "checkbox" ? one.checked : one.value;
  }
  return found;
}

/** The faults of a refused entry, by the labels of its fields. */
export function wrong(refused) {
  return [
    el("p", { class: "bad" }, say("bank_faults")),
    el("ul", {}, faults(refused).map(([name, reason]) => el("li", {}, name ? `${say(`bank_${name}`)}: ${reason}` : reason))),
  ];
}

/** An entry to be read only. */
export function facts(entry, units) {
  const shown = ["question", "variants", "answer", "topic", ...LONG, ...DAYS, "pages"].filter((name) => entry[name]?.length);
  return el("dl", {}, [...shown.map((name) => [say(`bank_${name}`), LINES.includes(name) ? entry[name].join("\n") : entry[name]]),
    [say("bank_owner_unit"), units.get(entry.owner_unit) ?? entry.owner_unit]].map(([label, text]) => el("div", {}, el("dt", { class: "quiet" }, label), el("dd", { class: "words" }, text))));
}
