// Every view: its address (`#name/…`), the deed without which it is not offered, and the module that shows it.
// A view's module exports `open(desk, ...parts)`, which shows it and returns what looks again, or nothing.
// A hidden view is not in the menu, which marks the one that it is `under`.

export const VIEWS = [
  { name: "cases", needs: "case.list", load: () => import("./views/inbox.js") },
  { name: "case", needs: "case.read", hidden: true, under: "cases", load: () => import("./views/case.js") },
  { name: "sent", needs: "case.gone", load: () => import("./views/sent.js") },
  { name: "phrases", needs: "phrase.edit", load: () => import("./views/phrases.js") },
  { name: "counter", needs: "counter.read", load: () => import("./views/counter.js") },
  { name: "offices", needs: "office.edit", load: () => import("./views/offices.js") },
  { name: "broadcasts", needs: "broadcast.list", load: () => import("./views/broadcasts.js") },
  { name: "topics", needs: "topic.read", load: () => import("./views/topics.js") },
  { name: "bank", needs: "bank.read", load: () => import("./views/bank.js") },
  { name: "todo", needs: "todo.list", load: () => import("./views/todo.js") },
  { name: "cards", needs: "cards.read", load: () => import("./views/cards.js") },
  { name: "statistics", needs: "statistics.read", load: () => import("./views/statistics.js") },
  { name: "reveals", needs: "reveal.list", load: () => import("./views/reveals.js") },
  { name: "health", needs: "page.health", load: () => import("./views/health.js") },
  { name: "stuck", needs: "letter.list", load: () => import("./views/stuck.js") },
  { name: "staff", needs: "staff.list", load: () => import("./views/staff.js") },
  { name: "units", needs: "unit.edit", load: () => import("./views/units.js") },
  { name: "audit", needs: "audit.own", load: () => import("./views/audit.js") },
];

export function viewOf(name) {
  return VIEWS.find((one) => one.name === name);
}
