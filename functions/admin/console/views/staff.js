// Officers: everybody of the own units, one of them, somebody new, somebody who leaves.

import * as api from "../api.js";
import { el, show } from "../page.js";
import { learn, number, say } from "../strings.js";
import { field } from "./asking.js";
import * as words from "../words/staff.js";
import { officer } from "./staff/officer.js";

learn(words);

const NEW = "+"; // no user name
const AT_ONCE = 50;

let wanted = "";
let alsoLeft = false;

export async function open(desk, username) {
  if (username && (username !== NEW || desk.may("staff.edit"))) return officer(desk, username === NEW ? "" : username);
  const find = el("input", { id: "staff-find", type: "search", autocomplete: "off", spellcheck: "false", oninput: () => { wanted = find.value; most = AT_ONCE; draw(); } });
  const left = el("input", { id: "staff-left", type: "checkbox", onchange: () => { alsoLeft = left.checked; draw(); } });
  const count = el("p", { class: "quiet", role: "status" }, say("loading"));
  const list = el("ul", { class: "cases", "aria-labelledby": "staff-heading" });
  const more = el("button", { type: "button", onclick: () => { most += AT_ONCE; draw(); } }, say("more"));
  let everybody = [];
  let most = AT_ONCE;
  find.value = wanted;
  left.checked = alsoLeft;
  more.hidden = true;
  show("main",
    el("div", { class: "bar" },
      el("h1", { id: "staff-heading" }, say("staff")),
      desk.may("staff.edit") && el("a", { href: `#staff/${NEW}`, class: "button" }, say("staffNew"))),
    field(say("staffFind"), find),
    el("label", { class: "check" }, left, say("staffLeft")),
    count, list, el("p", {}, more));

  function draw() {
    const found = everybody.filter((one) => (alsoLeft || one.active) && matches(one, wanted));
    list.replaceChildren(...found.slice(0, most).map((one) => el("li", {}, line(one, desk))));
    count.textContent = found.length ? say("staffCount", { count: number(found.length) }) : say("staffNone");
    more.hidden = found.length <= most;
  }

  async function load() {
    try {
      const { items } = await api.read("officers");
      if (!desk.alive()) return;
      const sorted = items.toSorted((one, other) => other.active - one.active || one.display.localeCompare(other.display, "vi"));
      const before = JSON.stringify(everybody);
      everybody = sorted;
      if (JSON.stringify(sorted) !== before && !list.contains(document.activeElement)) draw();
    } catch (refused) {
      if (desk.alive()) desk.failed(refused);
    }
  }

  await load();
  return () => (document.hidden ? undefined : load());
}

function matches(one, words) {
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D").toLowerCase();
  return folded(`${one.display} ${one.username}`).includes(folded(words.trim()));
}

function line(one, { officer: me, units }) {
  return el("a", { href: `#staff/${encodeURIComponent(one.username)}` },
    el("span", { class: "marks" },
      el("strong", {}, one.display),
      !one.active && el("span", { class: "badge" }, say("staffGone")),
      one.username === me.username && el("span", { class: "badge new" }, say("staffSelf"))),
    el("span", {}, one.roles.map((role) => say(`staffRole_${role}`)).join(", ")),
    el("span", { class: "quiet" }, `${one.username} · ${some(one.units.map((unit) => units.get(unit) ?? unit))}`));
}

function some(names) {
  return names.length > 3 ? `${names.slice(0, 3).join(", ")}, +${number(names.length - 3)}` : names.join(", ");
}
