// The books as a bar of elements; what it says stands in words beside it, so readers do not miss it.

import { el } from "../../page.js";
import { number, say } from "../../strings.js";

export const OUTCOMES = ["sent", "failed", "skipped", "unknown", "pending"];

/** A bar that `fill` moves. */
export function bar(books) {
  const made = el("span", { class: "bc-meter", role: "img" }, OUTCOMES.map((one) => el("span", { class: `bc-${one}` })));
  if (books) fill(made, books);
  return made;
}

export function fill(made, books) {
  OUTCOMES.forEach((one, place) => {
    made.children[place].style.width = `${books.target ? (100 * books[one]) / books.target : 0}%`;
  });
  made.setAttribute("aria-label", OUTCOMES.filter((one) => books[one]).map((one) => `${say(`bc_out_${one}`)}: ${number(books[one])}`).join("; "));
}
