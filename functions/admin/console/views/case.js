// One case: what the citizen wrote, the answer, the decision.

import * as api from "../api.js";
import { badge, urgentBadge } from "./inbox.js";
import { away, el, show, tell } from "../page.js";
import { say, time } from "../strings.js";

const NEXT = { new: ["in_progress", "closed"], in_progress: ["closed"], closed: ["in_progress"] };
const PHOTOS = ["image", "gif"];

/** Show the case; `alive()` is false once the officer has moved on. */
export async function open({ units, alive, failed }, id) {
  const thread = el("ol", { class: "thread", "aria-labelledby": "thread-heading" });
  const facts = el("div");
  const decision = el("section", { "aria-labelledby": "decide-heading" });
  const earlier = el("button", { type: "button", onclick: showEarlier }, say("earlier"));
  const until = el("p", { class: "quiet", id: "until" });
  let messages = new Map();
  let before = null;
  let seen = "";

  show("main",
    el("p", {}, el("a", { href: "#" }, `← ${say("back")}`)),
    facts,
    el("h2", { id: "thread-heading" }, say("thread")),
    earlier, thread,
    answerForm(id, until, load),
    decision);
  earlier.hidden = true;

  async function load() {
    try {
      const found = await api.read(`cases/${api.at(id)}`);
      if (!alive()) return;
      const state = JSON.stringify(found);
      if (state === seen) return;
      seen = state;
      if (!messages.size) before = found.earlier;
      take(found.messages);
      draw(found);
    } catch (refused) {
      if (alive()) failed(refused);
    }
  }

  async function showEarlier() {
    try {
      const found = await api.read(`cases/${api.at(id)}`, { before });
      before = found.earlier;
      take(found.messages);
      drawThread();
    } catch (refused) {
      failed(refused);
    }
  }

  function take(more) {
    for (const message of more) messages.set(message.message_id, message);
    messages = new Map([...messages].sort(([, one], [, two]) => (one.at < two.at ? -1 : one.at > two.at ? 1 : 0)));
  }

  function drawThread() {
    earlier.hidden = !before;
    thread.replaceChildren(...[...messages.values()].map(messageItem));
  }

  function draw(found) {
    facts.replaceChildren(...factsOf(found, units));
    drawThread();
    const gone = found.reply_until && new Date(found.reply_until) < new Date();
    until.textContent = found.reply_until
      ? say(gone ? "windowClosed" : "windowUntil", { time: time(found.reply_until) })
      : say("windowUnknown");
    until.className = gone ? "bad" : "quiet";
    if (!decision.contains(document.activeElement)) decision.replaceChildren(...decisionForm(found, load, failed));
  }

  await load();
  return () => (document.hidden ? undefined : load());
}

function factsOf(found, units) {
  return [
    el("h1", {}, found.urgency === "urgent" && urgentBadge(), " ", found.summary),
    el("dl", { class: "facts" },
      fact("receipt", el("code", {}, found.receipt)),
      fact("filter", badge(found.status)),
      fact("opened", el("time", { datetime: found.opened_at }, time(found.opened_at))),
      fact("unit", units.get(found.unit) ?? found.unit),
      fact("taken", found.acknowledged_by || say("nobody"))),
    found.history.length > 0 && el("details", {},
      el("summary", {}, say("history")),
      el("ul", {}, found.history.map((change) => el("li", {},
        `${time(change.at)} · ${say("changed", { officer: change.officer, was: say(`status_${change.was}`), now: say(`status_${change.now}`) })} · ${change.reason}`)))),
  ].filter(Boolean);
}

function fact(name, value) {
  return el("div", {}, el("dt", {}, say(name)), el("dd", {}, value));
}

function messageItem(message) {
  const delivery = message.delivery
    && el("span", { class: message.delivery === "failed" ? "bad" : "quiet" }, ` · ${say(`delivery_${message.delivery}`)}${message.reason ? `: ${say(`reason_${message.reason}`)}` : ""}`);
  return el("li", { class: message.author },
    el("p", { class: "quiet" }, message.author === "citizen" ? say("citizen") : message.officer, " · ",
      el("time", { datetime: message.at }, time(message.at)), delivery),
    message.text && el("p", { class: "words" }, message.text),
    message.place && el("p", {}, placeLink(message.place)),
    message.attachments.map(attachment));
}

function placeLink({ latitude, longitude, label }) {
  const point = `${latitude}, ${longitude}`;
  return say("onMap", { place: label ? `${label} (${point})` : point });
}

function attachment({ kind, name, url }) {
  const words = say("attachment", { name: `${say(`kind_${kind}`)}${name ? ` ${name}` : ""}` });
  if (!url) return el("p", {}, words);
  const photo = PHOTOS.includes(kind) && el("img", { src: url, alt: "", loading: "lazy", referrerpolicy: "no-referrer" });
  return el("p", { class: "attached" }, away(url, photo, el("span", {}, words)));
}

function answerForm(id, until, done) {
  const draft = `draft ${id}`;
  let once = crypto.randomUUID();
  const text = el("textarea", {
    id: "answer", rows: 4, maxlength: 10000, required: true, "aria-describedby": "answer-hint until",
    oninput: () => { once = crypto.randomUUID(); sessionStorage.setItem(draft, text.value); },
  });
  text.value = sessionStorage.getItem(draft) ?? "";
  const button = el("button", { class: "main" }, say("send"));
  return el("form", { onsubmit: send },
    el("h2", {}, el("label", { for: "answer" }, say("answer"))),
    el("p", { class: "quiet", id: "answer-hint" }, say("answerHint")),
    until, text, button);

  async function send(event) {
    event.preventDefault();
    if (!text.value.trim()) return;
    button.disabled = true;
    try {
      await api.send("POST", `cases/${api.at(id)}/replies`, { text: text.value }, { once });
      text.value = "";
      once = crypto.randomUUID();
      sessionStorage.removeItem(draft);
      tell(say("sent"));
      await done();
    } catch (refused) {
      tell(refused.message, { bad: true });
    } finally {
      button.disabled = false;
      text.focus();
    }
  }
}

function decisionForm(found, done, failed) {
  const to = el("select", { id: "to" }, NEXT[found.status].map((one) => el("option", { value: one }, say(`status_${one}`))));
  const reason = el("input", { id: "reason", maxlength: 500, required: true, autocomplete: "off", "aria-describedby": "reason-hint" });
  return [
    el("h2", { id: "decide-heading" }, say("decide")),
    el("form", { class: "decision", onsubmit: save },
      el("p", {}, el("label", { for: "to" }, say("decideTo")), to),
      el("p", {}, el("label", { for: "reason" }, say("reason")), reason),
      el("p", { class: "quiet", id: "reason-hint" }, say("reasonHint")),
      el("button", {}, say("save"))),
  ];

  async function save(event) {
    event.preventDefault();
    try {
      await api.send("POST", `cases/${api.at(found.case_id)}/status`, { status: to.value, reason: reason.value });
      tell(say("saved"));
    } catch (refused) {
      if (refused.status === 401) { failed(refused); return; }
      tell(refused.message, { bad: true });
    }
    document.getElementById("main").focus();
    await done();
  }
}
