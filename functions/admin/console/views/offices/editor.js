// The form of one office. What is typed is kept until it is saved; faults stand where they belong.

import * as api from "../../api.js";
import { el, tell } from "../../page.js";
import { say } from "../../strings.js";
import { confirmed, faults, field, options, why, written } from "../asking.js";

const SERVICE = { service_id: "", name: "", papers: "", slot_minutes: 30, capacity: 4, walk_in_share: 0 };
const NEW = { office_id: "", name: "", address: "", hours: "", closures: [], days_ahead: 14, services: [SERVICE], revision: 0 };

export function editor(desk, office) {
  const draft = `office draft ${office?.office_id ?? "new"}`;
  const now = JSON.parse(sessionStorage.getItem(draft) ?? "null") ?? office ?? { ...NEW, unit: desk.units.keys().next().value };
  const may = desk.may("office.edit");
  const services = el("div");
  const wrong = el("div", { role: "alert" });
  const button = el("button", { class: "main" }, say("save"));
  const text = (name, label, hint, more = {}) => field(say(label), input(name, now[name], more), hint && say(hint));
  const closures = el("textarea", { id: "office-closures", name: "closures", rows: 3 });
  closures.value = now.closures.join("\n");
  const form = el("form", { onsubmit: save, oninput: keep },
    el("div", { class: "pair" },
      !office && text("office_id", "office_id", "office_idHint", { required: true, maxlength: 32, autocapitalize: "none", spellcheck: "false" }),
      !office && desk.units.size > 1 && field(say("office_unit"), el("select", { id: "office-unit", name: "unit" }, options([...desk.units], now.unit)))),
    text("name", "office_name", null, { required: true, maxlength: 100 }),
    text("address", "office_address", null, { maxlength: 200 }),
    text("hours", "office_hours", "office_hoursHint", { maxlength: 200 }),
    text("days_ahead", "office_daysAhead", null, { type: "number", min: 0, max: 30, required: true }),
    field(say("office_closures"), closures, say("office_closuresHint")),
    services,
    may && el("button", { type: "button", onclick: add }, say("office_addService")),
    wrong,
    may && el("p", { class: "choices" },
      office && el("button", { type: "button", class: "risky", onclick: remove }, say("office_delete")), button));
  for (const one of now.services) services.append(serviceFields(one));
  number();
  return form;

  function number() {
    [...services.children].forEach((part, place) => { part.querySelector("legend").textContent = say("office_service", { number: place + 1 }); });
  }

  function add() {
    const part = serviceFields(SERVICE);
    services.append(part);
    number();
    keep();
    part.querySelector("input").focus();
  }

  function serviceFields(one) {
    const id = crypto.randomUUID();
    const at = (name, label, more = {}) => field(say(label), el("input", { id: `${name} ${id}`.replace(" ", "-"), "data-name": name, value: one[name], autocomplete: "off", ...more }));
    const papers = el("textarea", { id: `papers-${id}`, "data-name": "papers", rows: 2, maxlength: 500 });
    papers.value = one.papers;
    const part = el("fieldset", { class: "service" }, el("legend", {}),
      at("service_id", "office_serviceId", { required: true, maxlength: 32, autocapitalize: "none", spellcheck: "false" }),
      at("name", "office_serviceName", { required: true, maxlength: 100 }),
      field(say("office_papers"), papers),
      el("div", { class: "pair" },
        at("slot_minutes", "office_slot", { type: "number", min: 5, max: 240, required: true }),
        at("capacity", "office_capacity", { type: "number", min: 1, max: 500, required: true }),
        at("walk_in_share", "office_share", { type: "number", min: 0, max: 100, step: 0.1, required: true, value: Math.round(one.walk_in_share * 1000) / 10 })),
      may && el("button", { type: "button", onclick: () => { part.remove(); number(); keep(); form.querySelector("button").focus(); } }, say("office_dropService")));
    return part;
  }

  function values() {
    const named = form.elements;
    return {
      office_id: office?.office_id ?? named.office_id.value.trim(),
      unit: office?.unit ?? named.unit?.value ?? now.unit,
      name: named.name.value, address: named.address.value, hours: named.hours.value,
      days_ahead: Number(named.days_ahead.value),
      closures: closures.value.split(/[\s,;]+/).filter(Boolean),
      services: [...services.children].map((part) => {
        const of = Object.fromEntries([...part.querySelectorAll("[data-name]")].map((one) => [one.dataset.name, one.value]));
        return { ...of, slot_minutes: Number(of.slot_minutes), capacity: Number(of.capacity), walk_in_share: Number(of.walk_in_share) / 100 };
      }),
      revision: now.revision,
    };
  }

  function keep() {
    sessionStorage.setItem(draft, JSON.stringify(values()));
  }

  async function save(event) {
    event.preventDefault();
    const { office_id, ...wish } = values();
    button.disabled = true;
    wrong.replaceChildren();
    try {
      const changed = await api.send("PUT", `offices/${api.at(office_id)}`, wish);
      sessionStorage.removeItem(draft);
      tell(say("office_saved"));
      if (changed.outside_count > 0) wrong.replaceChildren(...outside(changed));
      else location.hash = "#offices";
      now.revision = changed.office.revision;
    } catch (refused) {
      refusedSaving(refused);
    } finally {
      button.disabled = false;
    }
  }

  function refusedSaving(refused) {
    if (refused.status === 400) {
      wrong.replaceChildren(el("p", { class: "bad" }, say("office_faults")), el("ul", {}, faults(refused).map(([name, reason]) => el("li", {}, named(name), reason))));
    } else if (refused.status === 409 && office) {
      wrong.replaceChildren(el("p", { class: "bad" }, say("office_moved")),
        el("button", { type: "button", onclick: () => { sessionStorage.removeItem(draft); location.reload(); } }, say("office_reload")));
    } else {
      wrong.replaceChildren(el("p", { class: "bad" }, why(refused, { 404: say("office_gone") })));
    }
  }

  async function remove() {
    if (!await confirmed({ title: say("office_deleteTitle", { name: office.name }), effect: say("office_deleteEffect"), yes: say("office_delete") })) return;
    try {
      await api.send("DELETE", `offices/${api.at(office.office_id)}?revision=${office.revision}`);
      sessionStorage.removeItem(draft);
      tell(say("office_deleted"));
      location.hash = "#offices";
    } catch (refused) {
      wrong.replaceChildren(el("p", { class: "bad" }, why(refused, { 404: say("office_gone") })));
    }
  }
}

const LABELS = {
  office_id: "office_id", unit: "office_unit", name: "office_name", address: "office_address", hours: "office_hours", days_ahead: "office_daysAhead", closures: "office_closures",
  service_id: "office_serviceId", papers: "office_papers", slot_minutes: "office_slot", capacity: "office_capacity", walk_in_share: "office_share",
};

/** `services.0.name` as the form calls it. */
function named(path) {
  const [first, place, name] = path.split(".");
  if (first === "services" && name) return `${say("office_service", { number: Number(place) + 1 })}, ${say(LABELS[name] ?? name)}: `;
  return LABELS[first] ? `${say(LABELS[first])}: ` : "";
}

function outside({ outside_count, outside: tickets }) {
  return [
    el("h2", {}, say("office_outside", { count: outside_count })),
    el("p", {}, say("office_outsideWhy")),
    el("ul", {}, tickets.map((one) => el("li", {}, `${written(one.date)} ${one.slot} · ${one.numbers.join(", ")} · ${say(`office_why_${one.why}`)}`))),
  ];
}

function input(name, value, more) {
  return el("input", { id: `office-${name}`, name, value, autocomplete: "off", ...more });
}
