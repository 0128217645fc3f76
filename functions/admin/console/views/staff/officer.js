// One officer, or somebody new: name, roles, units; and the way out.

import * as api from "../../api.js";
import { el, show, tell } from "../../page.js";
import { say } from "../../strings.js";
import { field, kept, shown, why } from "../asking.js";
import { leaving } from "./leaving.js";
import { ticks, ticked } from "./ticks.js";

const ROLES = ["officer", "duty_officer", "supervisor", "editor", "auditor", "administrator"];

export async function officer(desk, username) {
  const { alive, failed, units } = desk;
  const everybody = (await api.read("officers")).items;
  if (!alive()) return undefined;
  const found = everybody.find((one) => one.username === username);
  const back = el("p", {}, el("a", { href: "#staff", class: "way-back" }, `← ${say("staffBack")}`));
  if (username && !found) {
    show("main", back, el("h1", {}, say("staff")), el("p", { role: "status" }, say("staffNoSuch")));
    return undefined;
  }
  const self = username === desk.officer.username;
  const mayEdit = desk.may("staff.edit") && !self && (found?.active ?? true);
  const parting = found && !self && desk.may("staff.leave") ? leaving(desk, found, everybody, () => officer(desk, username)) : null;
  show("main", back,
    el("h1", {}, found ? found.display : say("staffNew")),
    found && el("p", { class: "quiet" }, found.username, " ", !found.active && el("span", { class: "badge" }, say("staffGone"))),
    self && el("p", { class: "notice" }, say("staffNotSelf")),
    mayEdit ? form(found, { units, failed }) : facts(found, units),
    parting?.node);
  return parting?.look;
}

function facts(found, units) {
  const line = (name, value) => el("div", {}, el("dt", {}, say(name)), el("dd", {}, value));
  return el("dl", { class: "facts" },
    line("staffRoles", found.roles.map((role) => say(`staffRole_${role}`)).join(", ")),
    line("staffUnits", found.units.map((unit) => units.get(unit) ?? unit).join(", ")));
}

function form(found, { units, failed }) {
  const draft = `staff ${found?.username ?? "+"}`;
  const username = el("input", { id: "staff-username", name: "username", required: true, maxlength: 63, pattern: "[a-z0-9][a-z0-9._\\-]*", autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
  const display = el("input", { id: "staff-display", name: "display", required: true, maxlength: 100, autocomplete: "off", value: found?.display });
  const roles = ticks("role", say("staffRoles"), ROLES.map((role) => [role, say(`staffRole_${role}`), say(`staffMay_${role}`)]), found?.roles ?? ["officer"]);
  const where = ticks("unit", say("staffUnits"), [...units].map(([unit, name]) => [unit, name]), found?.units ?? (units.size === 1 ? [...units.keys()] : []), say("staffUnitsFind"));
  const wrong = el("p", { class: "bad", role: "alert" });
  const button = el("button", { class: "main" }, say(found ? "save" : "staffEnter"));
  const made = el("form", { class: "column", onsubmit: send },
    !found && field(say("staffUsername"), username, say("staffUsernameHint")),
    field(say("staffDisplay"), display), roles, where, wrong, el("p", {}, button));
  kept(draft, made);
  return made;

  async function send(event) {
    event.preventDefault();
    const wish = { display: display.value, roles: ticked(roles), units: ticked(where) };
    wrong.textContent = wish.roles.length && wish.units.length ? "" : say("staffPick");
    if (wrong.textContent || button.disabled) return;
    button.disabled = true;
    try {
      if (found) {
        await api.send("PUT", `officers/${api.at(found.username)}`, wish);
        sessionStorage.removeItem(draft);
        tell(say("staffSaved"));
      } else {
        const entered = await api.send("POST", "officers", { ...wish, username: username.value.trim() });
        sessionStorage.removeItem(draft);
        await password(entered, wish.display);
        location.hash = `#staff/${encodeURIComponent(entered.username)}`;
      }
    } catch (refused) {
      if (refused.status === 401) failed(refused);
      else wrong.textContent = why(refused, { 403: say("staffElsewhere"), 404: say("staffNoSuch"), 409: say("staffTaken") });
    } finally {
      button.disabled = false;
    }
  }
}

/** Show the password this once; it is nowhere else. */
async function password(entered, display) {
  const copy = el("button", { type: "button", onclick: () => navigator.clipboard.writeText(entered.password).then(() => (copy.textContent = say("copied"))) }, say("copy"));
  await shown(say("staffPasswordTitle", { name: display }),
    el("p", {}, say(entered.password ? "staffPasswordOnce" : "staffPasswordKept")),
    el("p", {}, `${say("staffUsername")}: `, el("code", {}, entered.username)),
    entered.password && el("p", { class: "code" }, `${say("staffPassword")}: `, el("code", {}, entered.password), " ", copy));
  document.getElementById("dialog").replaceChildren();
}
