// The two halves of a draft's form beside its audience: what it says, and when and how it goes.

import { el } from "../../page.js";
import { say } from "../../strings.js";
import { choice, counted, field } from "./controls.js";
import { atNight, DESCRIPTION, TEXT, TITLE } from "./draft.js";

/** Title and text, or an article's parts. */
export function wordsPart(desk, fields, changed) {
  const bound = (name, control) => {
    control.value = fields[name];
    control.addEventListener("input", () => { fields[name] = control.value; changed(); });
    return control;
  };
  const title = counted("bc-title", say("bc_title"), bound("title", el("input", { required: true, autocomplete: "off" })), () => TITLE[fields.kind], say("bc_titleHint"));
  const text = counted("bc-text", say("bc_text"), bound("text", el("textarea", { rows: 7, required: true })), () => TEXT[fields.kind], say("bc_textHint"));
  const description = counted("bc-description", say("bc_description"), bound("description", el("textarea", { rows: 2 })), () => DESCRIPTION);
  const cover = field("bc-cover-url", say("bc_cover"), bound("cover_url", el("input", { type: "url", inputmode: "url", autocomplete: "off", placeholder: "https://" })), { hint: say("bc_coverHint") });
  const unit = el("select", { onchange: () => { fields.unit = unit.value; changed(); } },
    el("option", { value: "" }, say("bc_chooseUnit")),
    [...desk.units].map(([value, label]) => el("option", { value, selected: value === fields.unit }, label)));
  const node = el("div", {},
    desk.units.size > 1 && field("bc-unit", say("unit"), unit, { hint: say("bc_unitHint") }),
    choice("kind", say("bc_kind"), ["messages", "article"].map((value) => ({ value, label: say(`bc_kind_${value}`), hint: say(`bc_kindHint_${value}`) })), fields.kind, (value) => { fields.kind = value; changed(); }),
    title.node, description.node, cover, text.node);
  return {
    node,
    update() {
      description.node.hidden = cover.hidden = fields.kind !== "article";
      for (const one of [title, text, description]) one.count();
    },
  };
}

/** Urgency, time, and what becomes of people in doubt; `any` is false for who may begin emergencies only. */
export function sendingPart(fields, pages, changed, { any }) {
  const set = (name) => (event) => { fields[name] = event.target.value; changed(); };
  const night = el("p", { class: "bad", role: "status" });
  const reason = el("input", { maxlength: 500, autocomplete: "off", oninput: set("night_reason") });
  reason.value = fields.night_reason;
  const reasonField = field("bc-night-reason", say("bc_nightReason"), reason, { hint: say("bc_nightReasonHint") });
  const starts = el("input", { type: "datetime-local", oninput: set("starts_at") });
  starts.value = fields.starts_at;
  const recurring = el("select", { onchange: set("recurring") }, ["", "daily", "weekly"].map((value) => el("option", { value, selected: value === fields.recurring }, say(`bc_recurring_${value || "once"}`))));
  const template = templateOf(fields, pages, set("template_id"));
  const policy = choice("policy", say("bc_policy"), ["once", "reach"].map((value) => ({ value, label: say(`bc_policy_${value}`), hint: say(`bc_policyHint_${value}`) })), fields.policy, (value) => { fields.policy = value; changed(); });
  const priority = any
    ? choice("priority", say("bc_priority"), ["normal", "emergency"].map((value) => ({ value, label: say(`bc_priority_${value}`), hint: say(`bc_priorityHint_${value}`) })), fields.priority, (value) => { fields.priority = value; changed(); })
    : el("p", { class: "notice" }, say("bc_urgentOnly"));
  const beyond = el("div", {}, template, policy);
  const node = el("fieldset", {}, el("legend", {}, say("bc_sending")),
    priority, reasonField,
    field("bc-starts-at", say("bc_startsAt"), starts, { hint: say("bc_startsAtHint") }), night,
    field("bc-recurring", say("bc_recurring"), recurring, { hint: say("bc_recurringHint") }),
    beyond);
  return {
    node,
    update() {
      const sleeps = atNight(fields.starts_at) && (fields.kind === "article" || fields.priority !== "emergency" || !fields.night_reason.trim());
      const words = sleeps ? say(fields.kind === "article" ? "bc_nightArticle" : "bc_night") : "";
      if (night.textContent !== words) night.textContent = words;
      reasonField.hidden = fields.priority !== "emergency";
      beyond.hidden = fields.kind === "article";
    },
  };
}

/** Templates that the platform approved are offered; where none is known, an id can be typed. */
function templateOf(fields, pages, oninput) {
  const known = [...new Set(pages.flatMap((page) => page.templates))];
  const hint = say("bc_templateHint");
  if (!known.length) {
    const typed = el("input", { maxlength: 64, autocomplete: "off", autocapitalize: "none", spellcheck: "false", oninput });
    typed.value = fields.template_id;
    return field("bc-template-id", say("bc_template"), typed, { hint });
  }
  const options = [...new Set([...known, fields.template_id])].filter(Boolean);
  const chosen = el("select", { onchange: oninput }, el("option", { value: "" }, say("bc_noTemplate")), options.map((value) => el("option", { value, selected: value === fields.template_id }, value)));
  return field("bc-template-id", say("bc_template"), chosen, { hint });
}
