// What the citizen and officers wrote to each other.

import * as api from "../../api.js";
import { away, el } from "../../page.js";
import { say, time } from "../../strings.js";
import { fileOf } from "./files.js";

export function thread(task) {
  const { desk, path, refused } = task;
  const list = el("ol", { class: "thread", "aria-labelledby": "thread-heading" });
  const earlier = el("button", { type: "button", onclick: showEarlier }, say("earlier"));
  const drawn = new Map(); // id of a message or file → what was drawn of it, and its element
  let messages = new Map();
  let before = null;

  async function showEarlier() {
    earlier.disabled = true;
    try {
      const found = await api.read(path, { before });
      if (!desk.alive()) return;
      before = found.earlier;
      take(found.messages);
    } catch (error) {
      refused(error);
    } finally {
      earlier.disabled = false;
    }
  }

  function take(more) {
    for (const message of more) messages.set(message.message_id, message);
    messages = new Map([...messages].sort(([, one], [, two]) => (one.at < two.at ? -1 : one.at > two.at ? 1 : 0)));
    const held = list.contains(document.activeElement) ? document.activeElement : null;
    arrange([...messages.values()].map((message) => kept(message.message_id, message, () => messageItem(message, files(message)))));
    if (held && document.activeElement !== held) refocus(held);
    earlier.hidden = !before;
  }

  /** Put these elements in order and touch no other: what is open stays open, what is being read stays put. */
  function arrange(nodes) {
    for (const node of [...list.children]) if (!nodes.includes(node)) node.remove();
    nodes.forEach((node, index) => list.children[index] === node || list.insertBefore(node, list.children[index] ?? null));
  }

  function refocus({ dataset: { key } }) {
    const same = [...list.querySelectorAll("[data-key]")].find((one) => key && one.dataset.key === key);
    same?.focus({ preventScroll: true });
  }

  /** The same element for the same state, so that photos are not loaded again. */
  function kept(id, what, draw) {
    const state = JSON.stringify(what);
    if (drawn.get(id)?.state !== state) drawn.set(id, { state, node: draw() });
    return drawn.get(id).node;
  }

  function files({ attachments }) {
    const found = attachments.filter((one) => one.file_id);
    return found.map((one, index) => {
      const place = found.length > 1 ? `${index + 1}/${found.length}` : "";
      return kept(one.file_id, one, () => fileOf(one, place, task));
    });
  }

  earlier.hidden = true;
  return {
    node: el("section", { "aria-labelledby": "thread-heading" }, el("h2", { id: "thread-heading" }, say("thread")), earlier, list),
    draw(found) {
      if (!messages.size) before = found.earlier;
      take(found.messages);
    },
  };
}

function messageItem(message, files) {
  const delivery = message.delivery
    && el("span", { class: message.delivery === "failed" ? "bad" : "quiet" }, ` · ${say(`delivery_${message.delivery}`)}${message.reason ? `: ${say(`reason_${message.reason}`)}` : ""}`);
  return el("li", { class: message.author },
    el("p", { class: "quiet" }, message.author === "citizen" ? say("citizen") : message.officer, " · ",
      el("time", { datetime: message.at }, time(message.at)), delivery),
    message.text && el("p", { class: "words" }, message.text),
    message.place && el("p", {}, placeOf(message.place)),
    files.length > 0 && el("div", { class: "files" }, files),
    message.attachments.filter((one) => !one.file_id).map(attachment));
}

function placeOf({ latitude, longitude, label }) {
  const point = `${latitude}, ${longitude}`;
  return say("onMap", { place: label ? `${label} (${point})` : point });
}

/** What is no file of evidence: a link, a sticker, a contact card. */
function attachment({ kind, name, url }) {
  const words = say("attachment", { name: `${say(`kind_${kind}`)}${name ? ` ${name}` : ""}` });
  return el("p", {}, url ? away(url, words) : words);
}
