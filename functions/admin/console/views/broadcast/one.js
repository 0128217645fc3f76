// One broadcast: what it says and to whom, how far it is, and what may be done with it now.

import * as api from "../../api.js";
import { el, show, tell } from "../../page.js";
import { say } from "../../strings.js";
import { offered } from "./audience.js";
import { books } from "./books.js";
import { consent, control } from "./control.js";
import { facts, head, wording } from "./facts.js";
import { preflight } from "./preflight.js";
import { refuse } from "./saying.js";
import { trying } from "./trying.js";

const QUICK_MS = 2000;
const SETTLES_MS = 20000;

/** Whether something moves that an officer waits for. */
function moves(found) {
  if (["planning", "sending"].includes(found.state)) return true;
  if (found.state === "approved") return !found.starts_at || new Date(found.starts_at) <= new Date();
  return found.state === "cancelled" && found.books.pending > 0;
}

export async function open(desk, id) {
  const path = `broadcasts/${api.at(id)}`;
  let latest = null;
  let quickUntil = 0;
  let timer;
  let asked = 0;
  let readAt = 0;
  const one = { desk, id, look, order, latest: () => latest, age: () => Date.now() - readAt };
  const parts = [head(one), control(one), books(one), wording(one), preflight(one), trying(one), consent(one), facts(one)];

  function draw(found) {
    latest = found;
    readAt = Date.now();
    for (const part of parts) part.set(found);
  }

  async function look() {
    const mine = ++asked;
    try {
      const found = await api.read(path);
      if (!desk.alive() || mine !== asked) return;
      draw(found);
    } catch (refused) {
      if (!desk.alive()) return;
      if (!latest || refused.status === 401) desk.failed(refused);
      else tell(refused.message, { bad: true });
    }
    soon();
  }

  function soon() {
    clearTimeout(timer);
    if (desk.alive() && (moves(latest) || Date.now() < quickUntil)) timer = setTimeout(() => (document.hidden ? soon() : look()), QUICK_MS);
  }

  /** Have something done with it; what the API answers is shown at once. Returns the answer, or nothing when refused. */
  async function order(deed, body, words, worded) {
    asked += 1;
    try {
      const answer = await api.send("POST", `${path}/${deed}`, body);
      if (words) tell(words);
      quickUntil = Date.now() + SETTLES_MS;
      if (answer.books && answer.id === id && desk.alive()) draw(answer);
      soon();
      return answer;
    } catch (refused) {
      refuse(desk, refused, worded);
      if (refused.status === 409) await look();
      return null;
    }
  }

  show("main", el("p", { role: "status" }, say("loading")));
  await look();
  if (!latest || !desk.alive()) return undefined;
  show("main",
    el("p", { class: "bc-back" }, el("a", { href: "#broadcasts" }, `← ${say("bc_backToList")}`)),
    parts.map((part) => part.node));
  if (latest.audience.segments.length) offered(desk).then(({ topics }) => desk.alive() && parts.at(-1).name(topics, latest));
  return () => (document.hidden ? undefined : look());
}
