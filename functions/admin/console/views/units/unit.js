// One unit, or a new one: what citizens are told of it.

import * as api from "../../api.js";
import { el, show, tell } from "../../page.js";
import { say } from "../../strings.js";
import { field, kept, options, why } from "../asking.js";

export async function unit(desk, id) {
  const { items } = await api.read("units");
  if (!desk.alive()) return;
  const found = items.find((one) => one.unit === id);
  const back = el("p", {}, el("a", { href: "#units", class: "way-back" }, `← ${say("unitsBack")}`));
  if (id && !found) {
    show("main", back, el("h1", {}, say("units")), el("p", { role: "status" }, say("unitsNoSuch")));
    return;
  }
  show("main", back, el("h1", {}, found?.name ?? say("unitsEnter")),
    found ? el("p", { class: "quiet" }, found.unit) : el("p", { class: "quiet" }, say("unitsEnterHint")),
    form(desk, found, items.filter((one) => !one.merged_into && one.unit !== id)));
}

function form(desk, found, others) {
  const draft = `unit ${found?.unit ?? "+"}`;
  const input = (name, most, more = {}) => el("input", { id: `unit-${name}`, name, maxlength: most, autocomplete: "off", value: found?.[name], ...more });
  const id = input("unit", 63, { required: true, pattern: "[a-z0-9][a-z0-9\\-]*", autocapitalize: "none", spellcheck: "false" });
  const name = input("name", 100, { required: true });
  const hotline = input("hotline", 40, { type: "tel" });
  const hours = input("hours", 200, { spellcheck: "false" });
  const above = others.map((one) => [one.unit, one.name]);
  const foreign = found?.parent && !above.some(([unit]) => unit === found.parent) ? [[found.parent, found.parent]] : [];
  const parent = el("select", { id: "unit-parent", name: "parent", required: !found }, options([...(found ? [["", say("unitsNoParent")]] : []), ...foreign, ...above], found?.parent ?? above[0]?.[0]));
  const wrong = el("p", { class: "bad", role: "alert" });
  const button = el("button", { class: "main" }, say(found ? "save" : "unitsEnter"));
  const made = el("form", { class: "column", onsubmit: send },
    !found && field(say("unitsId"), id, say("unitsIdHint")),
    field(say("unitsName"), name), field(say("unitsParent"), parent),
    field(say("unitsHotline"), hotline), field(say("unitsHours"), hours, say("unitsHoursHint")),
    wrong, el("p", {}, button));
  kept(draft, made);
  return made;

  async function send(event) {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    wrong.textContent = "";
    const wish = { name: name.value, parent: parent.value, hotline: hotline.value, hours: hours.value };
    try {
      if (found) await api.send("PUT", `units/${api.at(found.unit)}`, wish);
      else await api.send("POST", "units", { ...wish, unit: id.value.trim() });
      sessionStorage.removeItem(draft);
      tell(say(found ? "unitsSaved" : "unitsEntered"));
      location.hash = "#units";
    } catch (refused) {
      if (refused.status === 401) desk.failed(refused);
      else wrong.textContent = why(refused, { 404: say("unitsNoSuch"), 409: say("unitsStale") });
    } finally {
      button.disabled = false;
    }
  }
}
