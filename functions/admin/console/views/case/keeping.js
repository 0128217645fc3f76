// How long a case's content is kept: legal holds, and a citizen who wants theirs erased.

import * as api from "../../api.js";
import { el, tell } from "../../page.js";
import { number, say } from "../../strings.js";
import { confirmed } from "../asking.js";
import { deed, reasonField } from "./deed.js";

const WISHES = ["erase", "withdraw"];
const DECIDED = ["ordered", "open", "held", "gone"];

export function hold(task) {
  const reason = reasonField("hold");
  const { node } = deed(task, "hold", {
    title: say("hold"),
    fields: [el("p", { class: "quiet" }, say("holdHint")), reason.node],
    go: say("holdGo"),
    send: () => sent("PUT", task, reason.control.value),
  });
  return { node, draw: (found) => (node.hidden = Boolean(found.hold || found.erased_at)) };
}

export function release(task) {
  const reason = reasonField("release");
  const { node } = deed(task, "release", { title: say("release"), fields: [reason.node], go: say("releaseGo"), send });

  async function send() {
    if (!await confirmed({ title: say("releaseTitle"), effect: say("releaseEffect"), yes: say("release") })) return false;
    await sent("DELETE", task, reason.control.value);
    return true;
  }

  return { node, draw: (found) => (node.hidden = !found.hold) };
}

async function sent(method, { path, again }, reason) {
  await api.send(method, `${path}/hold`, { reason });
  tell(say("saved"));
  await again();
}

export function erasure(task) {
  const { path, again } = task;
  const reason = reasonField("erasure");
  const decided = el("ul", { class: "told", role: "status" });
  const { node } = deed(task, "erasure", {
    title: say("erasure"),
    fields: [el("p", { class: "quiet" }, say("erasureHint")), reason.node],
    go: say("erasureGo"),
    send,
    after: [decided],
  });

  async function send() {
    if (!await confirmed({ title: say("erasureTitle"), effect: say("erasureEffect"), yes: say("erasureYes") })) return false;
    const { items, elsewhere } = await api.send("POST", `${path}/erasure`, { reason: reason.control.value });
    const told = [
      ...DECIDED.map((what) => [what, items.filter((one) => one.what === what).length]),
      ["elsewhere", elsewhere],
    ].filter(([, count]) => count).map(([what, count]) => say(`erasure_${what}`, { count: number(count) }));
    decided.replaceChildren(...(told.length ? told : [say("erasureNothing")]).map((line) => el("li", {}, line)));
    await again();
    return true;
  }

  return { node, draw: (found) => (node.hidden = !WISHES.includes(found.asks)) };
}
