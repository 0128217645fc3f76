// How a day at a counter goes: the wait of whoever comes now, and what was counted.

import { el } from "../../page.js";
import { number, say } from "../../strings.js";
import { scrolling } from "../asking.js";

/** The wait by service. */
export function waits(estimates, names) {
  if (!estimates.length) return null;
  return el("section", { "aria-labelledby": "counter-wait" },
    el("h2", { id: "counter-wait" }, say("counter_wait")),
    el("dl", { class: "facts" }, estimates.map((one) => el("div", {},
      el("dt", {}, names.get(one.service_id) ?? one.service_id),
      el("dd", {}, say("counter_waitOf", {
        before: one.people_before,
        minutes: one.minutes === null ? say("counter_waitUnknown") : say("counter_waitMinutes", { minutes: one.minutes }),
      }))))));
}

const COUNTS = [["issued", "counter_issued"], ["finished", "counter_finished"], ["no_shows", "counter_noShows"], ["cancelled", "counter_cancelled"]];

/** The day's figures: a table by service, and one by hour of all services together. */
export function figuresTable(items, line) {
  const names = new Map(line?.services.map((one) => [one.service_id, one.name]));
  const all = items.find((one) => !one.service_id);
  const byService = el("table", {},
    el("thead", {}, el("tr", {}, [say("counter_service"), ...COUNTS.map(([, key]) => say(key)), say("counter_walkIns"), say("counter_medianWait"), say("counter_medianService")].map(head))),
    el("tbody", {}, items.map((one) => el("tr", {},
      el("th", { scope: "row" }, one.service_id ? (names.get(one.service_id) ?? one.service_id) : say("counter_anyService")),
      COUNTS.map(([name]) => el("td", {}, number(one[name]))),
      el("td", {}, number(one.walk_ins)), el("td", {}, minutes(one.median_wait_s)), el("td", {}, minutes(one.median_service_s))))));
  const byHour = all?.hours.length > 0 && el("table", {},
    el("thead", {}, el("tr", {}, [say("counter_hour"), ...COUNTS.map(([, key]) => say(key))].map(head))),
    el("tbody", {}, all.hours.map((hour) => el("tr", {}, el("th", { scope: "row" }, `${hour.hour}:00`), COUNTS.map(([name]) => el("td", {}, number(hour[name])))))));
  return [scrolling(say("counter_figures"), byService), byHour && el("h3", {}, say("counter_byHour")), byHour && scrolling(say("counter_byHour"), byHour)];
}

function head(words) {
  return el("th", { scope: "col" }, words);
}

function minutes(seconds) {
  return seconds === null ? "–" : say("counter_minutes", { minutes: number(Math.round(seconds / 60)) });
}
