// Approving, pausing, going on, cancelling, and what follows: each named by its effect before it is done.

import * as api from "../../api.js";
import { el } from "../../page.js";
import { number, say, time } from "../../strings.js";
import { ask } from "./ask.js";
import { part } from "./renewing.js";
import { mayBegin } from "./rights.js";
import { lasting } from "./saying.js";

const FRESH_MS = 30 * 60 * 1000;
const STALE_MS = 5000;
const LARGE = 5000;
const RESTS = "night";

export function reachOf(found) {
  return Object.values(found.preflight?.reach ?? {}).reduce((sum, count) => sum + count, 0);
}

/** Until when what was counted counts for an approval; 0 when it does not. */
export function freshUntil(found) {
  const until = found.preflight ? Date.parse(found.preflight.counted_at) + FRESH_MS : 0;
  return until > Date.now() ? until : 0;
}

/** Pausing, going on, cancelling, and what follows. */
export function control(one) {
  const shown = part(el("p", { class: "bc-buttons" }), (found) => [...steering(one, found), ...following(one, found)]);
  return {
    node: shown.node,
    set(found) {
      const { state, reason, target, priority } = found;
      shown.set({ state, reason, target, priority });
      shown.node.hidden = !shown.node.children.length;
    },
  };
}

/** Who has to agree, and the button for those who may. */
export function consent(one) {
  const shown = part(el("section", { "aria-labelledby": "bc-approval" }), (found, fresh) => approval(one, found, fresh));
  return {
    node: shown.node,
    set(found) {
      const { state, revision, approved_by, created_by, needs_two, priority, kind, starts_at, preflight } = found;
      shown.node.hidden = state !== "draft";
      if (state === "draft") shown.set({ state, revision, approved_by, created_by, needs_two, priority, kind, starts_at, preflight }, freshUntil(found));
    },
  };
}

function approval(one, found, fresh) {
  const { desk } = one;
  const reach = reachOf(found);
  const unready = Object.keys(found.preflight?.unready ?? {}).length;
  const mine = desk.officer.username;
  const second = found.needs_two && found.approved_by.length > 0;
  const barred = second && [...found.approved_by, found.created_by].includes(mine);
  const missing = [
    !fresh && say("bc_needCount"),
    fresh && !reach && say("bc_reachesNobody"),
    fresh && unready && say("bc_needPages", { count: number(unready) }),
  ].filter(Boolean);
  return [
    el("h2", { id: "bc-approval" }, say("bc_approval")),
    found.needs_two && el("p", {}, say("bc_twoPeople", { why: say(twoBecause(found)) })),
    second && el("p", {}, say("bc_firstYes", { who: found.approved_by.join(", ") })),
    barred && el("p", { class: "bad" }, say(found.approved_by.includes(mine) ? "bc_youDid" : "bc_youWrote")),
    !desk.may("broadcast.approve") && el("p", { class: "quiet" }, say("bc_whoMay")),
    missing.map((words) => el("p", { class: "quiet" }, words)),
    desk.may("broadcast.approve") && !barred && !missing.length && el("p", {}, el("button", { type: "button", id: "bc-approve", class: "main", onclick: () => approve(one, second) }, say(found.needs_two && !second ? "bc_approveFirst" : "bc_approve"))),
  ].flat().filter(Boolean);
}

function twoBecause(found) {
  if (found.kind === "article") return "bc_becauseArticle";
  return found.priority === "emergency" && reachOf(found) <= LARGE ? "bc_becauseUrgent" : "bc_becauseLarge";
}

async function approve({ desk, order, latest }, second) {
  const found = latest();
  const last = second || !found.needs_two;
  const { preflight } = found;
  const reached = say(found.kind === "article" ? "bc_pagesCount" : "bc_people", { count: number(reachOf(found)) });
  const yes = await ask({
    title: say(last ? "bc_approveTitle" : "bc_approveFirstTitle"),
    words: [
      say(last ? (found.starts_at ? "bc_approveLater" : "bc_approveNow") : "bc_approveWaits", { people: reached, time: found.starts_at && time(found.starts_at) }),
      last && say("bc_takes", { time: lasting(preflight.seconds) }),
      last && found.recurring && say(`bc_series_${found.recurring}`),
      last && say("bc_cannotUnsay"),
    ],
    yes: say(last ? "bc_approve" : "bc_approveFirst"),
  });
  if (yes && desk.alive()) await order("approve", { revision: found.revision }, say(last ? "bc_approved" : "bc_approvedFirst"));
}

function steering(one, found) {
  const { desk } = one;
  const rests = found.state === "paused" && found.reason === RESTS;
  const button = (deed, run, look = "") => el("button", { type: "button", id: `bc-${deed}`, class: look, onclick: run }, say(`bc_${deed}`));
  return [
    (["planning", "sending"].includes(found.state) || rests) && desk.may("broadcast.pause") && button("pause", () => turn(one, "pause")),
    found.state === "paused" && mayBegin(desk, "broadcast.resume", found) && button("resume", () => turn(one, "resume"), "main"),
    !["draft", "done", "cancelled"].includes(found.state) && desk.may("broadcast.cancel") && button("cancel", () => turn(one, "cancel"), "risky"),
  ].filter(Boolean);
}

/** Say who has it and who has not, from books read just now, before it is done. */
export async function turn({ desk, look, order, latest, age }, deed) {
  if (age() > STALE_MS) await look();
  if (!desk.alive()) return;
  const { state, kind, books } = latest();
  const amount = (count) => say(kind === "article" ? "bc_pagesCount" : "bc_people", { count: number(count) });
  const has = { done: amount(books.sent + books.unknown), left: amount(books.pending) };
  const begun = books.target > 0 && state !== "draft" && state !== "approved";
  const draft = state === "draft";
  const yes = await ask({
    title: say(draft ? "bc_discardTitle" : `bc_${deed}Title`),
    words: [begun ? say(`bc_${deed}Effect`, has) : say(`bc_${deed}EffectBefore`), deed === "cancel" && say("bc_forGood")],
    yes: say(draft ? "bc_discard" : `bc_${deed}Yes`),
    danger: deed === "cancel",
  });
  if (yes && desk.alive()) await order(deed, {}, say(`bc_${deed}Done`));
}

function following(one, found) {
  if (!mayBegin(one.desk, "broadcast.edit", found)) return [];
  return [
    ["done", "cancelled"].includes(found.state) && found.target > 0 && el("button", { type: "button", id: "bc-again", onclick: () => again(one) }, say("bc_again")),
    found.target > 0 && !["draft", "approved"].includes(found.state) && el("a", { class: "button", id: "bc-correct", href: `#broadcasts/${api.at(one.id)}/correct` }, say("bc_correct")),
  ].filter(Boolean);
}

async function again({ desk, order }) {
  const draft = await order("again", {}, say("bc_againDone"));
  if (draft && desk.alive()) location.hash = `#broadcasts/${draft.id}`;
}
