// What a citizen gets, as it will stand in the chat.

import { away, el } from "../../page.js";
import { say } from "../../strings.js";

/** `words` has kind, title, text, description, cover_url, template_id and the unit's name; `code` once there is one. */
export function preview(words) {
  const signed = `${words.text.trim() || "…"}\n${words.unitName || say("bc_noUnitYet")}. ${say("bc_signedCode", { code: words.code || "ABC-DEF-GH" })}`;
  if (words.kind === "article") {
    return [
      el("div", { class: "bc-bubble" },
        words.cover_url && el("p", { class: "quiet" }, away(words.cover_url, say("bc_coverOpen"))),
        el("p", { class: "bc-title" }, words.title || "…"),
        el("p", { class: "quiet" }, words.description),
        el("p", { class: "words" }, signed)),
      el("p", { class: "quiet" }, say("bc_previewArticle")),
    ];
  }
  return [
    el("div", { class: "bc-bubble" }, el("p", { class: "words" }, signed)),
    words.template_id && el("p", { class: "quiet" }, say("bc_previewTemplate", { template: words.template_id })),
  ].filter(Boolean);
}
