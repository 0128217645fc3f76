// What both lists of the audit ask for: whose account, and between which moments of Vietnam's time.

import * as api from "../../api.js";
import { el } from "../../page.js";
import { say } from "../../strings.js";
import { day, field, options } from "../asking.js";

/** Everybody of the own units, those who left at the end; nobody for who may not list them. */
export async function accounts(desk) {
  if (!desk.may("staff.list")) return [];
  const { items } = await api.read("officers");
  const sorted = items.toSorted((one, other) => other.active - one.active || one.display.localeCompare(other.display, "vi"));
  return sorted.map((one) => [one.username, `${one.active ? one.display : say("auditLeft", { name: one.display })} · ${one.username}`]);
}

export function whose(pairs, chosen = "") {
  return el("select", { id: "audit-who", name: "who" }, options(pairs, chosen));
}

/** Two fields for moments; `between()` gives them as the API takes them, an empty one left out. */
export function moments({ required = false, days = 0 } = {}) {
  const since = el("input", { id: "audit-since", name: "since", type: "datetime-local", required, value: days ? `${day(-days)}T00:00` : undefined });
  const until = el("input", { id: "audit-until", name: "until", type: "datetime-local", required, value: days ? `${day(1)}T00:00` : undefined });
  return {
    node: el("div", { class: "pair moments" }, field(say("auditSince"), since), field(say("auditUntil"), until)),
    between: () => ({ since: zoned(since.value), until: zoned(until.value) }),
    inOrder: () => !since.value || !until.value || since.value < until.value,
  };
}

function zoned(local) {
  return local ? `${local.length === 16 ? `${local}:00` : local}+07:00` : "";
}
