// What is known of a file: its log, where and when it was taken, and others like it.

import { el } from "../../page.js";
import { say, time } from "../../strings.js";

const DESK = ["intake", "media", "preserve", "retain"];

export function factsOf({ taken_at: takenAt, latitude, longitude }) {
  if (!takenAt && !latitude) return el("p", {}, say("fileFactsNone"));
  return el("dl", { class: "facts" },
    el("div", {}, el("dt", {}, say("fileTakenAt")), el("dd", {}, takenAt || "–")),
    el("div", {}, el("dt", {}, say("fileTakenWhere")), el("dd", {}, latitude ? `${latitude}, ${longitude}` : "–")));
}

export function alikeOf(items) {
  if (!items.length) return el("p", {}, say("fileAlikeNone"));
  return el("ul", {}, items.map((one) => el("li", {},
    el("p", {}, el("a", { href: `#case/${encodeURIComponent(one.case_id)}` }, one.receipt), ` · ${say(`fileAlike_${one.how}`)}`),
    el("p", { class: "quiet" }, `${say(`status_${one.status}`)} · ${time(one.opened_at)}`))));
}

export function custodyOf(items) {
  return el("ol", {}, items.map((one) => el("li", {},
    el("p", {}, say(`custody_${one.what}`), one.detail && `: ${detailOf(one)}`),
    el("p", { class: "quiet" }, el("time", { datetime: one.at }, time(one.at)), " · ", DESK.includes(one.by) ? say(`custodyBy_${one.by}`) : one.by))));
}

function detailOf({ what, detail }) {
  return what === "scanned" ? say(`scan_${detail}`) : detail;
}
