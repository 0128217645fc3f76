// A group of boxes to tick, which a field filters when there are many.

import { el } from "../../page.js";

const MANY = 8;

/** `choices` are `[value, label, hint]`; what is ticked stays in sight whatever is filtered. */
export function ticks(name, legend, choices, chosen, filterLabel = "") {
  const lines = choices.map(([value, label, hint]) => {
    const box = el("input", { type: "checkbox", name: `${name} ${value}`, value, checked: chosen.includes(value) });
    const line = el("label", {}, box, el("span", {}, label, hint && el("span", { class: "quiet" }, ` ${hint}`)));
    return { line, box, text: label.toLocaleLowerCase() };
  });
  const filter = el("input", { type: "search", "aria-label": filterLabel, placeholder: filterLabel, autocomplete: "off", oninput: narrow });
  const many = choices.length > MANY && filterLabel;
  return el("fieldset", { class: "ticks" }, el("legend", {}, legend), many && filter,
    el("div", many ? { class: "tick-list", role: "group", "aria-label": legend, tabindex: "-1" } : {}, lines.map(({ line }) => line)));

  function narrow() {
    const wanted = filter.value.trim().toLocaleLowerCase();
    for (const { line, box, text } of lines) line.hidden = !box.checked && !text.includes(wanted);
  }
}

export function ticked(group) {
  return [...group.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.value);
}
