// Every view: its address (`#name/…`), the deed without which it is not offered, and the module that shows it.
// A view's module exports `open(desk, ...parts)`, which shows it and returns what looks again, or nothing.

export const VIEWS = [
  { name: "cases", needs: "case.list", load: () => import("./views/inbox.js") },
  { name: "case", needs: "case.read", hidden: true, load: () => import("./views/case.js") },
];

export function viewOf(name) {
  return VIEWS.find((one) => one.name === name);
}
