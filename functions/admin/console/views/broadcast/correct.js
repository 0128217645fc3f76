// A correction for the people who got a broadcast: other words, and everything else as it was.

import * as api from "../../api.js";
import { el, show, tell } from "../../page.js";
import { say } from "../../strings.js";
import { counted } from "./controls.js";
import { TEXT, TITLE } from "./draft.js";
import { preview } from "./preview.js";
import { refuse } from "./saying.js";

export async function open(desk, id) {
  let first;
  try {
    first = await api.read(`broadcasts/${api.at(id)}`);
  } catch (refused) {
    if (desk.alive()) desk.failed(refused);
    return;
  }
  if (!desk.alive()) return;
  const place = `correction ${id}`;
  const kept = JSON.parse(sessionStorage.getItem(place) ?? "null") ?? { title: first.title, text: "" };
  const look = el("div", { class: "bc-preview" });
  const button = el("button", { class: "main" }, say("bc_correctDraft"));
  const title = el("input", { required: true, autocomplete: "off" });
  const text = el("textarea", { rows: 6, required: true });
  [title.value, text.value] = [kept.title, kept.text];
  const counts = [
    counted("bc-title", say("bc_title"), title, () => TITLE[first.kind]),
    counted("bc-text", say("bc_correctText"), text, () => TEXT[first.kind]),
  ];
  const seen = () => {
    sessionStorage.setItem(place, JSON.stringify({ title: title.value, text: text.value }));
    look.replaceChildren(...preview({ ...first, title: title.value, text: text.value, code: "", unitName: desk.units.get(first.unit) ?? first.unit }));
  };
  show("main",
    el("p", { class: "bc-back" }, el("a", { href: `#broadcasts/${id}` }, `← ${say("bc_backToOne")}`)),
    el("h1", {}, say("bc_correctTitle", { title: first.title })),
    el("p", {}, say(first.kind === "article" ? "bc_correctWhyArticle" : "bc_correctWhy")),
    el("form", { class: "bc-form", oninput: seen, onsubmit: save },
      counts.map((one) => one.node),
      el("section", { "aria-labelledby": "bc-look" }, el("h2", { id: "bc-look" }, say("bc_preview")), look),
      el("p", {}, button)));
  counts.forEach((one) => one.count());
  seen();

  async function save(event) {
    event.preventDefault();
    button.disabled = true;
    try {
      const draft = await api.send("POST", `broadcasts/${api.at(id)}/correct`, { title: title.value, text: text.value });
      sessionStorage.removeItem(place);
      tell(say("bc_saved"));
      if (desk.alive()) location.hash = `#broadcasts/${draft.id}`;
    } catch (refused) {
      button.disabled = false;
      refuse(desk, refused);
    }
  }
}
