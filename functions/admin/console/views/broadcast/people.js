// What became of each person (of each page, for an article), by outcome and some at a time.

import * as api from "../../api.js";
import { el, show } from "../../page.js";
import { number, say } from "../../strings.js";
import { OUTCOMES } from "./meter.js";
import { either, refuse } from "./saying.js";

const AT_ONCE = 50;
const MOST_READS = 12;
const LETTERS = { sent: "sde", failed: "rbx", skipped: "wogqc", unknown: "u", pending: "p" };

export async function open(desk, id, outcome = "") {
  const wanted = OUTCOMES.includes(outcome) ? outcome : "";
  const path = `broadcasts/${api.at(id)}`;
  const news = el("p", { class: "quiet", role: "status" }, say("loading"));
  const rows = el("tbody");
  const back = el("button", { type: "button", onclick: () => turn(-1) }, say("bc_before"));
  const on = el("button", { type: "button", onclick: () => turn(1) }, say("bc_further"));
  let found = [];
  let page = 0;
  let cursor = "";
  let read = 0;
  let ended = false;
  let first;
  try {
    first = await api.read(path);
  } catch (refused) {
    if (desk.alive()) desk.failed(refused);
    return;
  }
  if (!desk.alive()) return;
  const total = wanted ? first.books[wanted] : first.books.target;
  const article = first.kind === "article";
  const filter = el("select", { id: "bc-outcome", onchange: () => { location.hash = `#broadcasts/${id}/people/${filter.value}`; } },
    ["", ...OUTCOMES].map((one) => el("option", { value: one, selected: one === wanted }, `${say(one ? `bc_out_${one}` : "all")} (${number(one ? first.books[one] : first.books.target)})`)));
  show("main",
    el("p", { class: "bc-back" }, el("a", { href: `#broadcasts/${id}` }, `← ${say("bc_backToOne")}`)),
    el("h1", { id: "heading" }, say(article ? "bc_pagesTitle" : "bc_peopleTitle", { title: first.title })),
    el("p", { class: "bc-row" }, el("label", { for: "bc-outcome" }, say("bc_outcome")), filter),
    news,
    el("div", { class: "bc-wide", tabindex: 0, role: "region", "aria-labelledby": "heading" },
      el("table", { class: "bc-table" },
        el("caption", { class: "bc-caption" }, say(wanted ? `bc_out_${wanted}` : "all")),
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say(article ? "bc_page" : "bc_person")), el("th", { scope: "col" }, say("bc_outcome")))),
        rows)),
    el("p", { class: "bc-buttons" }, back, on),
    article ? null : el("p", { class: "quiet" }, say("bc_peopleHint")));

  /** Read on until a page is full; a rare outcome among many people is looked for some reads at a time. */
  async function fill(most) {
    for (let reads = 0; !ended && found.length < most && reads < MOST_READS; reads += 1) {
      const some = await api.read(`${path}/recipients`, { cursor });
      read += some.items.length;
      found = [...found, ...some.items.filter((one) => !wanted || LETTERS[wanted].includes(one.letter))];
      cursor = some.next ?? "";
      ended = !some.next;
      if (!desk.alive()) return;
    }
  }

  async function turn(by) {
    back.disabled = on.disabled = true;
    try {
      await fill((page + by + 1) * AT_ONCE + 1);
      if (!desk.alive()) return;
      if (found.length > (page + by) * AT_ONCE || by < 1) page += by;
      draw();
      if (by) scrollTo(0, 0);
    } catch (refused) {
      refuse(desk, refused);
    }
    back.disabled = on.disabled = false;
  }

  function draw() {
    const from = page * AT_ONCE;
    const some = found.slice(from, from + AT_ONCE);
    rows.replaceChildren(...some.map((one) => el("tr", {}, el("td", {}, el("code", {}, one.person_id || one.page_id)), el("td", {}, either(one.words)))));
    const further = found.length > from + AT_ONCE || !ended;
    if (some.length) news.textContent = say("bc_range", { from: number(from + 1), to: number(from + some.length), total: number(Math.max(total, found.length)) });
    else news.textContent = ended ? say("bc_nobodyHere") : say("bc_searched", { count: number(read) });
    back.hidden = page === 0;
    on.hidden = !further;
  }

  await turn(0);
}
