// Duty officers begin emergencies only; whatever is on its way, they may stop.

export function mayTellAnything({ officer }) {
  return officer.roles.some((role) => ["editor", "supervisor", "administrator"].includes(role));
}

/** Whether this officer may do what leads to sending: `deed` as the matrix has it, on this broadcast. */
export function mayBegin(desk, deed, { priority }) {
  return desk.may(deed) && (priority === "emergency" || mayTellAnything(desk));
}
