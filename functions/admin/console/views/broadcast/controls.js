// Fields of a form: each with its label, what it is for, and, where it is bounded, how much of it is used.

import { el } from "../../page.js";
import { number, say } from "../../strings.js";
import { length } from "./draft.js";

/** Letters without their marks, for finding them however they were typed. */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D").toLowerCase();
}

export function field(id, label, control, { hint = "", below = null } = {}) {
  const told = [hint && `${id}-hint`, below && `${id}-below`].filter(Boolean).join(" ");
  control.id = id;
  if (told) control.setAttribute("aria-describedby", told);
  return el("div", { class: "field" },
    el("label", { for: id }, label), control,
    hint && el("p", { class: "quiet", id: `${id}-hint` }, hint),
    below);
}

/** A text field that counts; `most()` may change with the form. */
export function counted(id, label, control, most, hint = "") {
  const used = el("p", { class: "quiet", id: `${id}-below` });
  const count = () => {
    const now = length(control.value);
    used.textContent = say(now > most() ? "bc_tooLong" : "bc_used", { used: number(now), most: number(most()) });
    used.className = now > most() ? "bad" : "quiet";
    control.setAttribute("aria-invalid", now > most());
  };
  control.addEventListener("input", count);
  return { node: field(id, label, control, { hint, below: used }), count };
}

/** Buttons of which one is chosen. */
export function choice(name, legend, options, chosen, onchange) {
  return el("fieldset", { class: "bc-choice", id: `bc-${name}` },
    el("legend", {}, legend),
    options.map(({ value, label, hint }) => el("label", {},
      el("input", { type: "radio", name, value, checked: value === chosen, onchange: () => onchange(value) }),
      el("span", {}, label, hint && el("span", { class: "quiet" }, ` ${hint}`)))));
}

/** Boxes to tick; `ticked` is changed in place. Long lists can be narrowed by typing. */
export function ticks(id, legend, options, ticked, onchange, { filter = "" } = {}) {
  const boxes = options.map(({ value, label, fixed }) => {
    const box = el("input", {
      type: "checkbox", value, checked: fixed || ticked.includes(value), disabled: fixed,
      onchange: () => {
        if (box.checked) ticked.push(value);
        else ticked.splice(ticked.indexOf(value), 1);
        onchange();
      },
    });
    return { node: el("label", {}, box, el("span", {}, label)), text: folded(label) };
  });
  const narrow = el("input", {
    type: "search", "aria-label": filter, placeholder: filter, autocomplete: "off",
    oninput: () => boxes.forEach((one) => { one.node.hidden = !one.text.includes(folded(narrow.value.trim())); }),
    onkeydown: (event) => { if (event.key === "Enter") event.preventDefault(); },
  });
  return el("fieldset", { class: "bc-ticks", id },
    el("legend", {}, legend),
    filter && options.length > 8 && narrow,
    el("div", { class: "bc-scroll" }, boxes.map((one) => one.node)));
}
