// Ordering that units go into another one, or that pages of a unit go to another one.

import * as api from "../../api.js";
import { el, show } from "../../page.js";
import { number, say } from "../../strings.js";
import { confirmed, field, kept, options, why } from "../asking.js";
import { ticked, ticks } from "../staff/ticks.js";

export async function merge(desk) {
  const there = await free(desk);
  if (!there) return;
  const names = new Map(there);
  const gone = ticks("unit", say("unitsGiveWhich"), there, [], say("unitsFind"));
  const into = el("select", { id: "units-into", name: "into", required: true }, options([["", say("unitsChoose")], ...there]));
  frame(desk, { name: "merge", title: say("unitsMerge"), fields: [gone, field(say("unitsInto"), into)], check, ask, body, path: "units/merge" });

  function check() {
    const chosen = ticked(gone);
    return chosen.length && into.value && !chosen.includes(into.value) ? "" : say("unitsPick");
  }

  function ask() {
    const target = names.get(into.value);
    const all = ticked(gone).map((unit) => names.get(unit)).join(", ");
    return { title: say("unitsMergeTitle", { name: target }), effect: [say("unitsMergeEffect", { names: all, into: target }), say("unitsNoUndo")], yes: say("unitsMergeYes") };
  }

  function body() {
    return { from: ticked(gone), into: into.value };
  }
}

export async function split(desk) {
  const there = await free(desk);
  if (!there) return;
  const [{ items: pages }, { items: staff }] = await Promise.all([api.read("health"), api.read("officers")]);
  if (!desk.alive()) return;
  const names = new Map(there);
  const from = el("select", { id: "units-from", name: "from", required: true, onchange: offer }, options([["", say("unitsChoose")], ...there]));
  const into = el("select", { id: "units-into", name: "into", required: true }, options([["", say("unitsChoose")], ...there]));
  const parts = el("div");
  frame(desk, { name: "split", title: say("unitsSplit"), fields: [field(say("unitsGiveOne"), from), parts, field(say("unitsTo"), into)], check, ask, body, path: "units/split" });
  offer();

  function offer() {
    if (!from.value) {
      parts.replaceChildren();
      return;
    }
    const before = JSON.parse(sessionStorage.getItem("units split") ?? "{}");
    const kept_ = (name, ids) => ids.filter((id) => before[`${name} ${id}`]);
    const own = pages.filter((page) => page.unit === from.value);
    const serving = staff.filter((one) => one.active && one.units.includes(from.value));
    parts.replaceChildren(...(own.length
      ? [
        ticks("page", say("unitsPages"), own.map((page) => [page.page_id, page.name, page.page_id]), kept_("page", own.map((page) => page.page_id))),
        el("p", { class: "quiet" }, say("unitsPagesHint")),
        ticks("officer", say("unitsStaff"), serving.map((one) => [one.username, one.display, one.username]), kept_("officer", serving.map((one) => one.username)), say("unitsStaffFind"))]
      : [el("p", { class: "notice" }, say("unitsNoPages"))]));
  }

  function chosen(place) {
    const group = parts.querySelectorAll("fieldset")[place];
    return group ? ticked(group) : [];
  }

  function check() {
    if (!chosen(0).length) return say("unitsPickPages");
    return into.value && into.value !== from.value ? "" : say("unitsPick");
  }

  function ask() {
    const target = names.get(into.value);
    const told = { count: number(chosen(0).length), names: names.get(from.value), into: target };
    return { title: say("unitsSplitTitle", { name: target }), effect: [say("unitsSplitEffect", told), say("unitsNoUndo")], yes: say("unitsSplitYes") };
  }

  function body() {
    return { unit: from.value, into: into.value, pages: chosen(0), officers: chosen(1) };
  }
}

/** The units that can be regrouped now, as choices; nothing when the officer has moved on. */
async function free(desk) {
  const { items } = await api.read("units");
  if (!desk.alive()) return null;
  const sorted = items.filter((one) => !one.merged_into && !one.regrouping).toSorted((one, other) => one.name.localeCompare(other.name, "vi", { numeric: true }));
  return sorted.map((one) => [one.unit, one.name]);
}

function frame(desk, { name, title, fields, check, ask, body, path }) {
  const draft = `units ${name}`;
  const reason = el("input", { id: "units-reason", name: "reason", required: true, maxlength: 500, autocomplete: "off" });
  const wrong = el("p", { class: "bad", role: "alert" });
  const button = el("button", { class: "risky" }, title);
  const form = el("form", { class: "column", onsubmit: send }, fields, field(say("unitsReason"), reason), wrong, el("p", {}, button));
  kept(draft, form);
  show("main",
    el("p", {}, el("a", { href: "#units", class: "way-back" }, `← ${say("unitsBack")}`)),
    el("h1", {}, title.replace("…", "")), form);

  async function send(event) {
    event.preventDefault();
    wrong.textContent = check();
    if (wrong.textContent || button.disabled || !await confirmed(ask())) return;
    button.disabled = true;
    try {
      const given = await api.send("POST", path, { ...body(), reason: reason.value });
      sessionStorage.removeItem(draft);
      location.hash = `#units/+order/${given.order_id}`;
    } catch (refused) {
      if (refused.status === 401) desk.failed(refused);
      else wrong.textContent = why(refused, { 404: say("unitsNoSuch"), 409: say("unitsStale") });
    } finally {
      button.disabled = false;
    }
  }
}
