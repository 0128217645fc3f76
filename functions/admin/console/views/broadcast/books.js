// How far it is: the bar, the books in words and figures, and that they balance.

import { el } from "../../page.js";
import { number, say } from "../../strings.js";
import { bar, fill, OUTCOMES } from "./meter.js";
import { part } from "./renewing.js";
import { either, lasting, people, share } from "./saying.js";

const STEP = 25;

/** Shown once there is anybody to tell; its lines stay the same elements while their figures move. */
export function books({ id }) {
  const meter = bar();
  const news = el("p", { class: "bc-caption", role: "status" });
  const pace = el("p", { class: "quiet" });
  const lines = new Map(OUTCOMES.map((one) => [one, line(id, one)]));
  const balance = el("p", { class: "quiet" });
  const heard = el("p", { class: "quiet" });
  const letters = part(el("div"), (found, words) => why(found, words));
  const node = el("section", { "aria-labelledby": "bc-books" },
    el("h2", { id: "bc-books" }, say("bc_books")),
    news, meter, pace,
    el("table", { class: "bc-table bc-books" },
      el("caption", { class: "bc-caption" }, say("bc_books")),
      el("tbody", {}, [...lines.values()].map((one) => one.node))),
    balance, heard, letters.node);
  node.hidden = true;

  function set(found) {
    const { books: now } = found;
    node.hidden = !now.target;
    if (!now.target) return;
    const unit = found.kind === "article" ? "bc_pagesCount" : "bc_people";
    fill(meter, now);
    for (const [one, { set: count }] of lines) count(now[one], now.target);
    const done = now.target - now.pending;
    put(news, say("bc_step", { share: share(stepped(done, now.target), now.target) }));
    pace.textContent = paceWords(found, done, unit);
    const sum = OUTCOMES.reduce((total, one) => total + now[one], 0);
    put(balance, say(sum === now.target ? "bc_balances" : "bc_notBalanced", { sum: OUTCOMES.map((one) => number(now[one])).join(" + "), target: say(unit, { count: number(now.target) }) }));
    balance.className = sum === now.target ? "quiet" : "bad";
    const told = [now.delivered && say("bc_delivered", { count: number(now.delivered) }), now.seen && say("bc_seen", { count: number(now.seen) }), found.followers !== null && say("bc_followersTold", { count: people(found.followers) })];
    put(heard, told.filter(Boolean).join(" "));
    letters.set(now.letters, now.words);
  }

  return { node, set };
}

/** Read out in quarters, not at every look. */
function stepped(done, target) {
  return done === target ? target : Math.floor((100 * done) / target / STEP) * (STEP / 100) * target;
}

function put(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

function paceWords(found, done, unit) {
  const words = [say("bc_through", { done: number(done), target: say(unit, { count: number(found.books.target) }), share: share(done, found.books.target) })];
  if (found.per_second) words.push(say("bc_pace", { rate: number(found.per_second) }));
  if (found.state === "sending" && found.eta_s) words.push(say("bc_eta", { time: lasting(found.eta_s) }));
  return words.join(" · ");
}

function line(id, outcome) {
  const count = el("td", { class: "bc-count" });
  const part = el("td", { class: "bc-count quiet" });
  const link = el("a", { href: `#broadcasts/${id}/people/${outcome}` }, say(`bc_out_${outcome}`));
  return {
    node: el("tr", {}, el("th", { scope: "row" }, el("span", { class: `bc-key bc-${outcome}` }), link), count, part),
    set(value, target) {
      put(count, number(value));
      put(part, share(value, target));
    },
  };
}

/** The same by letter, for what is worth a reason. */
function why(letters, words) {
  const told = Object.entries(letters).filter(([letter]) => !["p", "s", "d", "e"].includes(letter));
  if (!told.length) return [];
  return [
    el("h3", {}, say("bc_why")),
    el("ul", {}, told.map(([letter, count]) => el("li", {}, `${either(words[letter] || letter)}: ${number(count)}`))),
  ];
}
