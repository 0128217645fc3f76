// Whether the pages of the own units can send, and what to do where one cannot.

import * as api from "../api.js";
import { el, show } from "../page.js";
import { learn, number, say, time } from "../strings.js";
import * as words from "../words/health.js";

learn(words);

const OURS = ["app_not_set_up", "refresh_refused", "refresh_answer_lost", "tokens_unreadable"];

export async function open({ alive, failed, units }) {
  const state = el("p", { role: "status" }, say("loading"));
  const list = el("ul", { class: "sheets", "aria-labelledby": "health-heading" });
  let seen = "";
  show("main", el("h1", { id: "health-heading" }, say("health")), state, list);

  async function load() {
    try {
      const { items } = await api.read("health");
      if (!alive() || JSON.stringify(items) === seen) return;
      seen = JSON.stringify(items);
      list.replaceChildren(...items.map((page) => line(page, units)));
      const wrong = items.filter((page) => page.condition !== "working").length;
      state.className = wrong ? "bad" : "quiet";
      state.textContent = !items.length ? say("healthNone") : wrong ? say("healthWrong", { count: number(wrong) }) : say("healthAllWell");
    } catch (refused) {
      if (alive()) failed(refused);
    }
  }

  await load();
  return () => (document.hidden ? undefined : load());
}

function line(page, units) {
  const wrong = page.condition !== "working";
  const late = page.token_until && new Date(page.token_until) < new Date();
  const about = [
    units.get(page.unit) !== page.name && (units.get(page.unit) ?? page.unit),
    page.heard_at ? say("healthHeard", { time: time(page.heard_at) }) : say("healthSilent"),
    page.token_until && !wrong && say(late ? "healthTokenLate" : "healthToken", { time: time(page.token_until) }),
  ];
  return el("li", { class: wrong && "wrong" },
    el("h2", {}, page.name),
    el("p", {}, el("span", { class: wrong ? "badge overdue" : "badge" }, say(`healthCondition_${page.condition}`)),
      page.broken_at && ` ${say("healthSince", { time: time(page.broken_at) })}`),
    wrong && el("p", {}, why(page)),
    el("p", { class: "quiet" }, about.filter(Boolean).join(" · ")),
    el("p", { class: "quiet" }, `${page.platform} · ${page.page_id}`));
}

function why({ condition, reason }) {
  if (condition === "unconnected") return say("healthWhy_unconnected");
  return OURS.includes(reason) ? say(`healthWhy_${reason}`) : say("healthWhy_platform", { code: reason });
}
