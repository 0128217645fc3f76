// Verifying the audit: a part at a time until everything was walked, and the result in words.

import * as api from "../../api.js";
import { el } from "../../page.js";
import { number, say, time } from "../../strings.js";

const KINDS = { overwritten: "overwritten", removed: "removed", "cut off": "cut" };

export async function verify({ alive, failed }, place) {
  const button = el("button", { type: "button", class: "main", onclick: run }, say("auditVerifyGo"));
  const state = el("div", { role: "status" });
  const list = el("ul");
  place.replaceChildren(el("p", { class: "quiet" }, say("auditVerifyWhy")), el("p", {}, button), state, list);

  async function run() {
    button.disabled = true;
    list.replaceChildren();
    const sum = { entries: 0, chains: 0, digests: 0, broken: [] };
    try {
      let cursor = "";
      do {
        const part = await api.read("audit/verify", { cursor });
        if (!alive()) return;
        sum.entries += part.entries;
        sum.chains += part.chains;
        sum.digests = Math.max(sum.digests, part.digests);
        sum.broken.push(...part.broken);
        cursor = part.next;
        put(cursor ? el("p", {}, say("auditVerifying", numbers(sum))) : result(sum));
      } while (cursor);
    } catch (refused) {
      if (!alive()) return;
      put(el("p", { class: "bad" }, say("auditStopped")));
      failed(refused);
    } finally {
      list.replaceChildren(...sum.broken.map((fault) => el("li", { class: "bad" }, inWords(fault))));
      button.disabled = false;
      button.textContent = say("auditVerifyAgain");
    }
  }

  function put(...nodes) {
    state.replaceChildren(...nodes.flat());
  }
}

function result(sum) {
  const whole = !sum.broken.length;
  const unsealed = sum.broken.every(({ kind }) => kind === "late");
  return [
    el("p", { class: whole ? "notice" : "bad" }, say(whole ? "auditHolds" : unsealed ? "auditUnsealed" : "auditBroken")),
    el("p", { class: "quiet" }, say("auditVerified", { ...numbers(sum), time: time(new Date().toISOString()) })),
  ];
}

function numbers({ entries, chains, digests }) {
  return { entries: number(entries), chains: number(chains), digests: number(digests) };
}

/** A digest has no place; what is not known by a name is told as the desk told it. */
function inWords({ where, place, kind }) {
  if (kind === "late") return say("auditDigest_late");
  if (!KINDS[kind]) return say("auditOther", { where, place, kind });
  if (!place) return say(`auditDigest_${KINDS[kind]}`, { where: where.slice(0, 40) });
  return say(`auditFault_${KINDS[kind]}`, { where, place: number(place) });
}
