// One case: what the citizen wrote, the answer, and everything that is done with it.

import * as api from "../api.js";
import { el, show } from "../page.js";
import { learn, say } from "../strings.js";
import * as lines from "../words/cases.js";
import * as words from "../words/case.js";
import * as evidence from "../words/files.js";
import { answerForm } from "./case/answer.js";
import { assignment, notes, transfer } from "./case/care.js";
import { decision } from "./case/decide.js";
import { facts, head, history } from "./case/facts.js";
import { erasure, hold, release } from "./case/keeping.js";
import { handOver } from "./case/handover.js";
import { revealing } from "./case/reveal.js";
import { thread } from "./case/thread.js";
import { twins } from "./case/twins.js";

learn(lines);
learn(words);
learn(evidence);

/** Show the case. Each part is built once and given every newer state by `draw`, so nothing moves under the fingers. */
export async function open(desk, id) {
  const { alive, failed } = desk;
  const path = `cases/${api.at(id)}`;
  let seen = "";
  const task = { desk, id, path, again: load, refused };
  const talk = thread(task);
  const answer = desk.may("case.reply") && answerForm(task);
  const parts = [
    head(task, () => answer.field?.focus()),
    talk,
    answer,
    facts(task),
    desk.may("case.note") && notes(task),
    desk.may("case.status") && decision(task),
    desk.may("case.assign") && assignment(task),
    desk.may("case.transfer") && transfer(task),
    desk.may("case.hand_over") && handOver(task),
    desk.may("case.similar") && twins(task),
    desk.may("reveal.ask") && revealing(task),
    desk.may("case.hold") && hold(task),
    desk.may("case.release") && release(task),
    desk.may("case.erase") && erasure(task),
    history(task),
  ].filter(Boolean);
  const [first, conversation, ...rest] = parts;
  const reply = answer ? rest.shift() : null;
  const [about, ...deeds] = rest;

  async function load() {
    try {
      const found = await api.read(path);
      if (!alive()) return;
      const state = JSON.stringify(found);
      if (state === seen) return;
      if (!seen) assemble();
      seen = state;
      for (const part of parts) part.draw(found);
    } catch (error) {
      refused(error);
    }
  }

  function refused(error) {
    if (!alive()) return;
    failed(error);
    if (error.status === 409) load();
  }

  function assemble() {
    show("main",
      el("p", {}, el("a", { href: "#cases", class: "way-back" }, `← ${say("back")}`)),
      el("div", { class: "case" },
        el("div", {}, first.node, conversation.node, reply?.node),
        el("div", {}, about.node, el("h2", { id: "deeds" }, say("doCase")), deeds.map((part) => part.node))));
  }

  show("main", el("p", { class: "quiet", role: "status" }, say("loading")));
  await load();
  return () => (document.hidden ? undefined : load());
}
