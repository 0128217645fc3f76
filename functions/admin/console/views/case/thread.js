// What the citizen and officers wrote to each other.

import * as api from "../../api.js";
import { away, el } from "../../page.js";
import { say, time } from "../../strings.js";

const PHOTOS = ["image", "gif"];

export function thread({ desk, path, refused }) {
  const list = el("ol", { class: "thread", "aria-labelledby": "thread-heading" });
  const earlier = el("button", { type: "button", onclick: showEarlier }, say("earlier"));
  const drawn = new Map(); // message id → what was drawn of it, and its element
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
    list.replaceChildren(...[...messages.values()].map(item));
    earlier.hidden = !before;
  }

  /** The same element for the same message, so that photos are not loaded again. */
  function item(message) {
    const state = JSON.stringify(message);
    const known = drawn.get(message.message_id);
    if (known?.state === state) return known.node;
    const node = messageItem(message);
    drawn.set(message.message_id, { state, node });
    return node;
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

function messageItem(message) {
  const delivery = message.delivery
    && el("span", { class: message.delivery === "failed" ? "bad" : "quiet" }, ` · ${say(`delivery_${message.delivery}`)}${message.reason ? `: ${say(`reason_${message.reason}`)}` : ""}`);
  return el("li", { class: message.author },
    el("p", { class: "quiet" }, message.author === "citizen" ? say("citizen") : message.officer, " · ",
      el("time", { datetime: message.at }, time(message.at)), delivery),
    message.text && el("p", { class: "words" }, message.text),
    message.place && el("p", {}, placeOf(message.place)),
    message.attachments.map(attachment));
}

function placeOf({ latitude, longitude, label }) {
  const point = `${latitude}, ${longitude}`;
  return say("onMap", { place: label ? `${label} (${point})` : point });
}

function attachment({ kind, name, url }) {
  const words = say("attachment", { name: `${say(`kind_${kind}`)}${name ? ` ${name}` : ""}` });
  if (!url) return el("p", {}, words);
  const photo = PHOTOS.includes(kind) && el("img", { src: url, alt: "", loading: "lazy", referrerpolicy: "no-referrer" });
  return el("p", { class: "attached" }, away(url, photo, el("span", {}, words)));
}
