// What a case is: its head, its facts and what was done with it.

import { el } from "../../page.js";
import { currentLanguage, number, say, time } from "../../strings.js";
import { badges } from "./line.js";

/** The title, what stands out, and who else is looking. */
export function head({ desk }, toAnswer) {
  const title = el("h1");
  const marks = el("p", { class: "marks" });
  const more = el("div");
  const looking = el("p", { class: "notice", role: "status" });
  return {
    node: el("section", { "aria-label": say("view_case") }, marks, title, more, looking,
      desk.may("case.reply") && el("p", {}, el("button", { type: "button", class: "to-answer", onclick: toAnswer }, say("toAnswer")))),
    draw(found) {
      title.textContent = found.summary;
      marks.replaceChildren(...badges(found).filter(Boolean));
      more.replaceChildren(...standingOut(found, desk).filter(Boolean));
      looking.hidden = !found.looking.length;
      looking.textContent = found.looking.length ? say("looking", { officers: found.looking.join(", ") }) : "";
    },
  };
}

function standingOut(found, { officer }) {
  const rules = found.urgency_rules.map((rule) => rule[currentLanguage()]);
  return [
    el("p", { class: "quiet" }, [
      found.receipt,
      found.assigned_to && (found.assigned_to === officer.username ? say("yours") : say("assignedTo", { officer: found.assigned_to })),
      found.deadlines.close_by && found.status !== "closed" && say("due", { time: time(found.deadlines.close_by) }),
    ].filter(Boolean).join(" · ")),
    rules.length > 0 && el("p", {}, say("whyUrgent", { rules: rules.join("; ") })),
    found.asks && el("p", { class: "notice" }, say(`asks_${found.asks}`)),
    found.erased_at && el("p", { class: "bad" }, say("erasedAt", { time: time(found.erased_at) })),
    found.hold && el("p", { class: "notice" }, say("heldBy", { officer: found.hold.by, time: time(found.hold.at), reason: found.hold.reason })),
    found.marks.includes("disputed") && el("p", { class: "bad" }, say("disputed")),
    found.merged_into && el("p", { class: "notice" }, say("mergedInto"), " ", caseLink(found.merged_into)),
    found.merged.length > 0 && el("div", { class: "notice" }, say("mergedHere", { count: number(found.merged.length) }),
      el("ul", {}, found.merged.map((one) => el("li", {}, caseLink(one))))),
  ];
}

function caseLink(id) {
  return el("a", { href: `#case/${encodeURIComponent(id)}` }, say("openCase"));
}

export function facts({ desk }) {
  const list = el("dl", { class: "facts" });
  return {
    node: el("section", { "aria-labelledby": "about" }, el("h2", { id: "about" }, say("aboutCase")), list),
    draw(found) {
      list.replaceChildren(...[
        fact("receipt", el("code", {}, found.receipt)),
        fact("opened", moment(found.opened_at)),
        fact("unit", desk.units.get(found.unit) ?? found.unit),
        fact("publicStatus", say(`public_${found.public_status}`)),
        fact("assigned", found.assigned_to || say("nobody")),
        found.urgency === "urgent" && fact("taken", found.acknowledged_by || say("nobody")),
        found.outcome && fact("outcome", say(`outcome_${found.outcome}`)),
        ...deadlines(found),
      ].filter(Boolean));
    },
  };
}

function deadlines({ deadlines: due, status }) {
  if (status === "closed") return [];
  const running = [["takeBy", due.take_by], ["answerBy", due.answer_by], ["closeBy", due.close_by]];
  return [
    ...running.filter(([, by]) => by).map(([name, by]) => fact(name, moment(by))),
    due.paused_since && el("div", {}, el("dd", {}, say("pausedSince", { time: time(due.paused_since) }))),
  ];
}

function fact(name, value) {
  return el("div", {}, el("dt", {}, say(name)), el("dd", {}, value));
}

function moment(iso) {
  return el("time", { datetime: iso }, time(iso));
}

export function history() {
  const summary = el("summary");
  const list = el("ul", { class: "told" });
  const node = el("details", {}, summary, list);
  return {
    node,
    draw(found) {
      node.hidden = !found.history.length;
      summary.textContent = say("history", { count: number(found.history.length) });
      list.replaceChildren(...found.history.map(changed));
    },
  };
}

function changed(change) {
  const isReply = change.did === "status" && change.reason === "reply";
  return el("li", {},
    el("p", {}, inWords(change), change.did === "merge" || change.did === "unmerge" ? [" ", caseLink(change.detail)] : null),
    el("p", { class: "quiet" }, moment(change.at), " · ", isReply ? say("because_reply") : change.reason));
}

function inWords({ did, officer, was, now, detail }) {
  if (did === "assign") return say(detail ? "did_assign" : "did_unassign", { officer, detail });
  if (did === "hand_over") return say("did_hand_over", { officer, detail: say(`agency_${detail}`) });
  const move = say(`did_${did}`, { officer, detail, was: say(`status_${was}`), now: say(`status_${now}`) });
  return did === "status" && detail && now === "closed" ? `${move} (${say(`outcome_${detail}`)})` : move;
}
