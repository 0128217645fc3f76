// Putting the draft into service, with how its trials came out; putting an earlier version back.

import * as api from "../../api.js";
import { el, tell } from "../../page.js";
import { number, say, time } from "../../strings.js";
import { confirmed, field, oneLanguage, renew, why } from "../asking.js";

const EVERY_MS = 1500;

export async function open(desk, room) {
  const news = el("div", { role: "status" });
  const list = el("ul", { class: "tickets", "aria-labelledby": "versions" });
  const rollbacks = el("div");
  const more = el("button", { type: "button", hidden: true, onclick: () => load(true) }, say("more"));
  const publish = el("button", { type: "button", class: "main", onclick: () => ask(false) }, say("bank_publish"));
  let items = [];
  let next = null;

  room.replaceChildren(...[
    desk.may("bank.publish") && el("p", {}, publish), news,
    el("h2", { id: "versions" }, say("bank_versions")), list, el("p", {}, more), rollbacks].filter(Boolean));

  async function load(further) {
    const page = await api.read("faq/versions", { cursor: further ? next : "" });
    if (!desk.alive()) return;
    items = further ? [...items, ...page.items] : page.items;
    next = page.next;
    more.hidden = !next;
    renew(list, items.length ? items.map(row) : el("li", { class: "quiet" }, say("bank_noVersions")));
    renew(rollbacks, page.rollbacks.length > 0 && el("details", {},
      el("summary", {}, say("bank_rollbacks")),
      el("ul", {}, page.rollbacks.map((one) => el("li", {}, say("bank_rollback", { time: time(one.at), by: one.by, reason: one.reason }))))));
  }

  function row(one) {
    const back = desk.may("bank.rollback") && one.build === "published" && !one.live
      && el("button", { type: "button", "data-key": one.version, "aria-label": `${say("bank_rollBack")}: ${time(one.requested_at)}`, onclick: () => rollBack(one) }, say("bank_rollBack"));
    return el("li", { class: "ticket" },
      el("span", { class: "words" },
        el("strong", {}, time(one.requested_at)), " ",
        el("span", { class: `badge ${one.live ? "new" : ""}` }, say(one.live ? "bank_live" : `bank_build_${one.build}`)),
        el("span", { class: "about" }, one.by, ...(one.build === "building" ? [] : [" · ", say("bank_versionFacts", { entries: number(one.entries), trials: number(one.trials) })])),
        one.build !== "building" && el("span", { class: "about" }, result(one)),
        one.override && el("span", { class: "about" }, say("bank_override", { reason: one.override })),
        one.reason && el("span", { class: "about bad" }, oneLanguage(one.reason))),
      back);
  }

  async function ask(anyway) {
    const reason = el("input", { id: "override", maxlength: 500, required: true, autocomplete: "off" });
    const agreed = await confirmed(anyway
      ? { title: say("bank_publishAnywayTitle"), effect: say("bank_publishAnywayEffect"), extra: [field(say("bank_why"), reason)], yes: say("bank_publishAnyway") }
      : { title: say("bank_publishTitle"), effect: say("bank_publishEffect"), yes: say("bank_publish") });
    if (!agreed) return;
    publish.disabled = true;
    try {
      const version = await api.send("POST", "faq/versions", anyway ? { override: reason.value } : {});
      news.replaceChildren(el("p", { class: "notice" }, say("bank_building")));
      await follow(version.version);
    } catch (refused) {
      news.replaceChildren();
      tell(why(refused, { 409: say("bank_nothing") }), { bad: true });
    } finally {
      publish.disabled = false;
    }
  }

  /** Look until it is known how the version went. */
  async function follow(version) {
    let found = await api.read(`faq/versions/${api.at(version)}`);
    await load(false);
    while (found.build === "building" && desk.alive()) {
      await new Promise((resolve) => { setTimeout(resolve, EVERY_MS); });
      found = await api.read(`faq/versions/${api.at(version)}`);
    }
    if (!desk.alive()) return;
    const well = found.build === "published";
    news.replaceChildren(el("div", { class: "notice" },
      el("p", { class: well ? "" : "bad" }, say(well ? "bank_published" : "bank_notPublished")),
      el("p", {}, result(found)),
      ...(found.reason ? [el("p", {}, oneLanguage(found.reason))] : []),
      ...(found.build === "refused" ? [el("button", { type: "button", onclick: () => ask(true) }, say("bank_publishAnyway"))] : [])));
    await load(false);
  }

  async function rollBack(one) {
    const reason = el("input", { id: "rollback-reason", maxlength: 500, required: true, autocomplete: "off" });
    if (!await confirmed({ title: say("bank_rollBackTitle", { time: time(one.requested_at) }), effect: say("bank_rollBackEffect"), extra: [field(say("bank_why"), reason)], yes: say("bank_rollBack") })) return;
    try {
      await api.send("POST", "faq/rollback", { version: one.version, reason: reason.value });
      tell(say("bank_rolledBack"));
    } catch (refused) {
      tell(why(refused, { 404: say("bank_noVersion"), 409: say("bank_conflict") }), { bad: true });
    }
    await load(false);
  }

  await load(false);
  const unfinished = items.find((one) => one.build === "building");
  if (unfinished) follow(unfinished.version).catch((refused) => desk.alive() && desk.failed(refused));
}

function result({ trials, right_now: now, right_before: before }) {
  if (!trials || now < 0) return say("bank_noTrials");
  const share = (thousandths) => (thousandths < 0 ? "–" : `${number(thousandths / 10)} %`);
  return say("bank_right", { now: share(now), before: share(before) });
}
