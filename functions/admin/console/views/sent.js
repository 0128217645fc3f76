// Cases that went to other units: that they went, not what they hold.

import * as api from "../api.js";
import { el, show } from "../page.js";
import { learn, number, say, time } from "../strings.js";
import * as words from "../words/sent.js";

learn(words);

const PAGE = 50;

export async function open(desk) {
  const { alive, failed, units } = desk;
  const list = el("ul", { class: "told" });
  const count = el("p", { class: "quiet", role: "status" }, say("loading"));
  const more = el("button", { type: "button", onclick: () => draw(list.children.length + PAGE) }, say("more"));
  let items = [];
  let names = units;

  show("main", el("h1", {}, say("view_sent")), el("p", { class: "quiet" }, say("sent_why")), count, list, el("p", {}, more));
  more.hidden = true;

  function draw(most = Math.max(PAGE, list.children.length)) {
    count.textContent = items.length ? say("sent_count", { count: number(items.length) }) : say("sent_none");
    list.replaceChildren(...items.slice(0, most).map((one) => el("li", {},
      el("p", {}, el("code", {}, one.receipt), ` ${name(one.unit)} → ${name(one.to)}`),
      el("p", { class: "quiet" }, `${time(one.at)} · ${one.officer} · ${one.reason}`))));
    more.hidden = items.length <= most;
  }

  function name(unit) {
    return names.get(unit) ?? unit;
  }

  async function load() {
    try {
      items = (await api.read("cases-sent-away")).items;
      if (alive()) draw();
    } catch (refused) {
      if (alive()) failed(refused);
    }
  }

  await load();
  try {
    names = new Map((await api.read("transfer-units")).items.map((one) => [one.unit, one.name]));
    if (alive()) draw();
  } catch (refused) {
    if (alive() && refused.status === 401) failed(refused); // otherwise ids have to do
  }
  return () => (document.hidden ? undefined : load());
}
