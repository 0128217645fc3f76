// Likely duplicates: dealing with a case in another, and parting them again.

import * as api from "../../api.js";
import { el } from "../../page.js";
import { number, say } from "../../strings.js";
import { confirmed } from "../asking.js";
import { deed, post, reasonField } from "./deed.js";
import { caseLine } from "./line.js";

export function twins(task) {
  const { desk, path, again, refused } = task;
  let found;
  const list = el("ul", { class: "cases" });
  const news = el("p", { class: "quiet", role: "status" });
  const seek = el("button", { type: "button", onclick: look }, say("twinsSeek"));
  const reason = reasonField("merge");
  const { node, form } = deed(task, "merge", {
    title: say("twins"),
    fields: [reason.node],
    go: say("unmergeGo"),
    send: part,
    after: [news, list],
  });
  const unmerge = form.querySelector("button");
  form.before(el("p", {}, seek));

  async function look() {
    seek.disabled = true;
    news.textContent = say("loading");
    try {
      const { items } = await api.read(`${path}/similar`);
      if (!desk.alive()) return;
      news.textContent = items.length ? say("shown", { count: number(items.length) }) : say("twinsNone");
      list.replaceChildren(...items.map(likely));
      draw(found);
    } catch (error) {
      news.textContent = "";
      refused(error);
    } finally {
      seek.disabled = false;
    }
  }

  function likely(line) {
    const like = say("twinsLike", { percent: Math.round(line.likeness * 100), hours: number(line.hours_apart), shared: line.shared.join(", ") });
    const isOpen = line.status !== "closed";
    return el("li", {}, caseLine(line, desk), el("p", { class: "quiet" }, like),
      isOpen && desk.may("case.merge") && el("button", { type: "button", onclick: () => merge(line) }, say("mergeGo")));
  }

  async function merge(line) {
    if (!form.reportValidity()) return;
    const title = say("mergeTitle", { receipt: line.receipt });
    if (!await confirmed({ title, effect: say("mergeEffect"), yes: say("mergeYes") })) return;
    try {
      await post(`${path}/merge`, { into: line.case_id, reason: reason.control.value });
      sessionStorage.removeItem(`merge ${found.case_id}`);
      form.reset();
      list.replaceChildren();
      news.textContent = "";
      await again();
    } catch (error) {
      refused(error);
    }
  }

  async function part() {
    if (!await confirmed({ title: say("unmergeTitle"), effect: say("unmergeEffect"), yes: say("unmergeYes") })) return false;
    await post(`${path}/unmerge`, { reason: reason.control.value });
    await again();
    return true;
  }

  function draw(newer) {
    found = newer;
    const isMerged = Boolean(found.merged_into);
    node.hidden = !isMerged && found.status === "closed";
    unmerge.parentElement.hidden = !isMerged;
    seek.parentElement.hidden = isMerged;
    form.hidden = !isMerged && !list.children.length;
    reason.node.querySelector("label").textContent = say(isMerged ? "reason" : "mergeWhy");
  }

  return { node, draw };
}
