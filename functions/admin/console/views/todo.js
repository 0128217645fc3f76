// What citizens asked in vain, in groups; each becomes a way to ask, a new question, or nothing.

import * as api from "../api.js";
import { el, show, tell } from "../page.js";
import { learn, number, say, time } from "../strings.js";
import * as bankWords from "../words/bank.js";
import * as words from "../words/todo.js";
import { confirmed, field, options, why } from "./asking.js";
import { asEntry, asVariant } from "./bank/resolving.js";

learn(bankWords);
learn(words);

const DAYS = [7, 30, 90, 180];
const AT_ONCE = 20;
let days = "30";

export async function open(desk) {
  const period = el("select", { id: "todo-days", onchange: () => { days = period.value; load(); } },
    options(DAYS.map((count) => [String(count), say("todo_daysOf", { count })]), days));
  const count = el("p", { class: "quiet", role: "status" });
  const list = el("ol", { class: "groups", "aria-label": say("todo") });
  const more = el("button", { type: "button", hidden: true, onclick: () => further() }, say("more"));
  const questions = new Map();
  let groups = [];

  show("main",
    el("div", { class: "bar" }, el("h1", {}, say("todo")), el("label", { for: "todo-days" }, say("todo_days")), period),
    el("p", { class: "quiet" }, say("todo_why")), count, list, el("p", {}, more));

  async function load() {
    try {
      const found = await api.read("faq/todo", { days });
      if (!desk.alive()) return;
      groups = found.items;
      count.textContent = groups.length
        ? `${say("todo_count", { groups: number(groups.length), questions: number(found.questions) })}${found.more ? `. ${say("todo_more")}` : ""}`
        : say("todo_none");
      list.replaceChildren();
      further();
    } catch (refused) {
      if (desk.alive()) desk.failed(refused);
    }
  }

  function further() {
    const first = list.children.length;
    list.append(...groups.slice(first, first + AT_ONCE).map(item));
    more.hidden = list.children.length >= groups.length;
    if (first) list.children[first]?.querySelector("summary")?.focus();
  }

  function item(group) {
    const room = el("div", { class: "room" });
    const opened = (form, ...more) => {
      for (const one of list.querySelectorAll(".room")) one.replaceChildren();
      return form(room, group, ...more, (wish) => resolve(group, made, wish));
    };
    const made = el("li", { class: "ticket" },
      el("h2", {}, group.texts[0]),
      group.texts.length > 1 && el("ul", {}, group.texts.slice(1).map((text) => el("li", { class: "words" }, text))),
      el("p", { class: "quiet" }, [say("todo_times", { count: number(group.count) }), ...group.why.map((one) => `${say(`todo_why_${one.why}`)} ${number(one.count)}`),
        say("todo_between", { first: time(group.first_at), last: time(group.last_at) })].join(" · ")),
      group.nearest.length > 0 && el("p", { class: "quiet" }, `${say("todo_near")}: `, group.nearest.flatMap((one, place) => [place > 0 && ", ", el("a", { href: `#bank/entry/${api.at(one.id)}` }, one.id)])),
      group.count > group.members.length && el("p", { class: "quiet" }, say("todo_big")),
      desk.may("todo.resolve") && el("p", { class: "choices start" },
        el("button", { type: "button", onclick: () => opened(asVariant, questions) }, say("todo_asVariant")),
        el("button", { type: "button", onclick: () => opened(asEntry, desk) }, say("todo_asEntry")),
        el("button", { type: "button", onclick: () => dismiss(group, made) }, say("todo_dismiss"))),
      room);
    return made;
  }

  async function dismiss(group, made) {
    const reason = el("input", { id: "dismiss-reason", required: true, maxlength: 500, autocomplete: "off" });
    const agreed = await confirmed({
      title: say("todo_dismissTitle", { count: group.members.length }), effect: [group.texts[0], say("todo_dismissEffect")],
      extra: [field(say("todo_reason"), reason)], yes: say("todo_dismiss"),
    });
    if (!agreed) return;
    try {
      await resolve(group, made, { as: "dismiss", reason: reason.value });
    } catch (refused) {
      tell(why(refused, { 404: say("todo_gone"), 409: say("todo_gone") }), { bad: true });
      await load();
    }
  }

  /** Do it, and take the group off the page; the other groups stay where they are. */
  async function resolve(group, made, wish) {
    const { done, already } = await api.send("POST", "faq/todo/resolve", { members: group.members, ...wish });
    tell([say("todo_done", { done }), already > 0 && say("todo_already", { already }), wish.as !== "dismiss" && say("todo_publish")].filter(Boolean).join(" "));
    groups = groups.filter((one) => one !== group);
    const next = made.nextElementSibling;
    made.remove();
    if (!list.children.length || group.count > group.members.length) await load();
    (next?.querySelector("button") ?? document.getElementById("main")).focus();
  }

  await load();
}
