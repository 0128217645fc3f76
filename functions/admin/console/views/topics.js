// Topics that citizens may choose on a unit's pages, and tags that officers give to people of their cases.

import * as api from "../api.js";
import { el, show } from "../page.js";
import { learn, say } from "../strings.js";
import * as broadcasts from "../words/broadcasts.js";
import * as words from "../words/topics.js";
import { editor } from "./topics/editor.js";
import { tagging } from "./topics/tagging.js";

learn(broadcasts);
learn(words);

export async function open(desk, unit) {
  show("main", el("p", { role: "status" }, say("loading")));
  let items;
  try {
    ({ items } = await api.read("topics"));
  } catch (refused) {
    if (desk.alive()) desk.failed(refused);
    return;
  }
  if (!desk.alive()) return;
  const chosen = items.find((one) => one.unit === unit) ?? items.find((one) => one.topics.length) ?? items[0];
  const units = el("select", { id: "tp-unit", onchange: () => { location.hash = `#topics/${units.value}`; } },
    items.map((one) => el("option", { value: one.unit, selected: one === chosen }, `${desk.units.get(one.unit) ?? one.unit} ${one.topics.length ? say("tp_count", { count: one.topics.length }) : ""}`)));
  show("main",
    el("h1", {}, say("tp_heading")),
    el("section", { "aria-labelledby": "tp-topics" },
      el("h2", { id: "tp-topics" }, say("tp_topics")),
      el("p", { class: "quiet" }, say("tp_why")),
      items.length > 1 && el("p", { class: "bc-row" }, el("label", { for: "tp-unit" }, say("tp_unit")), units),
      chosen && (desk.may("topic.edit") ? editor(desk, chosen) : listed(chosen))),
    desk.may("person.tag") && tagging(desk));
}

function listed({ topics }) {
  if (!topics.length) return el("p", {}, say("tp_none"));
  return el("ul", {}, topics.map((one) => el("li", {}, one.name, " ", el("code", { class: "quiet" }, one.key))));
}
