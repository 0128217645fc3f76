// Giving people a tag, or taking it from them. Officers know people by their cases, and never who they are.

import * as api from "../../api.js";
import { el, tell } from "../../page.js";
import { number, say } from "../../strings.js";
import { ask } from "../broadcast/ask.js";
import { field } from "../broadcast/controls.js";
import { refuse } from "../broadcast/saying.js";

const MOST = 100;
const PERSON = /^p[0-9a-f]{32}$/;
const TAG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export function tagging(desk) {
  const cases = desk.may("case.read");
  const draft = JSON.parse(sessionStorage.getItem("tagging") ?? "{}");
  const keep = () => sessionStorage.setItem("tagging", JSON.stringify({ who: who.value, tag: tag.value }));
  const who = el("textarea", { rows: 4, spellcheck: "false", autocapitalize: "none", required: true });
  const tag = el("input", { maxlength: 44, autocomplete: "off", autocapitalize: "none", spellcheck: "false", required: true });
  [who.value, tag.value] = [draft.who ?? "", draft.tag ?? ""];
  const wrong = el("p", { class: "bad", role: "alert" });
  const give = el("button", { class: "main" }, say("tp_give"));
  const take = el("button", { type: "button", onclick: () => order(true) }, say("tp_take"));
  return el("section", { "aria-labelledby": "tp-tags" },
    el("h2", { id: "tp-tags" }, say("tp_tags")),
    el("p", { class: "quiet" }, say("tp_tagsWhy")),
    el("form", { class: "bc-form", novalidate: true, oninput: keep, onsubmit: (event) => { event.preventDefault(); order(false); } },
      field("tp-who", say("tp_who"), who, { hint: say(cases ? "tp_whoHint" : "tp_whoHintPersons") }),
      field("tp-tag", say("tp_tag"), tag, { hint: say("tp_tagHint") }),
      wrong, el("p", { class: "bc-buttons" }, give, take)));

  async function order(remove) {
    wrong.textContent = "";
    const named = tag.value.trim().replace(/^tag:/, "");
    const said = [...new Set(who.value.split(/[\s,;]+/).filter(Boolean))];
    if (!said.length || said.length > MOST) return amiss(said.length ? "tp_tooMany" : "tp_nobody", who);
    if (!TAG.test(named) || named.length > 40) return amiss("tp_badTag", tag);
    give.disabled = take.disabled = true;
    try {
      const persons = await personsOf(said);
      if (persons && desk.alive()) await send(persons, named, remove);
    } catch (refused) {
      if (refused.status === 404) amiss("tp_noSuch", who);
      else refuse(desk, refused);
    }
    give.disabled = take.disabled = false;
  }

  async function send(persons, named, remove) {
    const yes = !remove || (await ask({ title: say("tp_takeTitle"), words: [say("tp_takeEffect", { count: number(persons.length), tag: named })], yes: say("tp_take"), danger: true }));
    if (!yes || !desk.alive()) return;
    const taken = await api.send("POST", "people/tags", { persons, tag: named, remove });
    sessionStorage.removeItem("tagging");
    who.value = "";
    tell(say(remove ? "tp_taken" : "tp_given", { count: number(taken.persons), tag: named }));
  }

  /** Person ids as they are, cases by whose they are; nothing when a case cannot be read. */
  async function personsOf(said) {
    const found = [];
    for (const one of said) {
      const id = one.replace(/^.*#case\//, "");
      try {
        found.push(PERSON.test(id) || !cases ? id : (await api.read(`cases/${api.at(id)}`)).person_id);
      } catch (refused) {
        if (refused.status !== 404) throw refused;
        amiss("tp_unknown", who, { what: one });
        return null;
      }
    }
    if (found.every((one) => PERSON.test(one))) return [...new Set(found)];
    amiss("tp_unknown", who, { what: found.find((one) => !PERSON.test(one)) });
    return null;
  }

  function amiss(name, control, values) {
    wrong.textContent = say(name, values);
    control.focus();
  }
}
