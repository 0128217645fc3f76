// One case in a list.

import { el } from "../../page.js";
import { say, time, when } from "../../strings.js";

export const STATUSES = ["new", "in_progress", "waiting_citizen", "passed_on", "closed"];
export const MARKS = ["urgent", "overdue", "disputed", "merged"];

export function badge(status) {
  return el("span", { class: `badge ${status}` }, say(`status_${status}`));
}

export function urgentBadge() {
  return el("strong", { class: "badge urgent" }, say("urgent"));
}

/** Everything about a case that an officer should see at a glance. */
export function badges(line) {
  return [
    line.urgency === "urgent" && urgentBadge(),
    badge(line.status),
    ...line.marks.map((mark) => el("strong", { class: `badge ${mark}` }, say(`mark_${mark}`))),
  ];
}

export function caseLine(line, { officer, units }, { onclick } = {}) {
  const isDue = line.close_by && line.status !== "closed";
  return el("a", { href: `#case/${encodeURIComponent(line.case_id)}`, class: line.urgency, "data-case": line.case_id, onclick },
    el("span", { class: "marks" }, badges(line), el("time", { datetime: line.opened_at }, when(line.opened_at))),
    el("span", { class: "summary" }, line.summary),
    el("span", { class: "quiet" }, [
      line.receipt,
      units.size > 1 && (units.get(line.unit) ?? line.unit),
      line.assigned_to && (line.assigned_to === officer.username ? say("yours") : say("assignedTo", { officer: line.assigned_to })),
      isDue && say("due", { time: time(line.close_by) }),
    ].filter(Boolean).join(" · ")));
}
