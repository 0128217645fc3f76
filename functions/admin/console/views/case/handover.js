// Passing a case on to another agency, and what that may be given of it.

import { post } from "./deed.js";
import { el } from "../../page.js";
import { say, time } from "../../strings.js";
import { confirmed, field } from "../asking.js";
import { deed, reasonField, selection } from "./deed.js";

const AGENCIES = ["investigation", "procuracy", "court", "peoples_committee", "fire_rescue", "traffic_police", "market_control", "child_protection", "health", "other"];

export function handOver(task) {
  const { path, again } = task;
  const agency = selection("agency", AGENCIES.map((one) => [one, say(`agency_${one}`)]));
  const places = el("input", { type: "checkbox", name: "places" });
  const reason = reasonField("hand-over");
  const { node } = deed(task, "hand-over", {
    title: say("handOver"),
    fields: [field(say("handOverTo"), agency), el("label", { class: "check" }, places, say("handOverPlaces")), reason.node],
    go: say("handOverGo"),
    send,
  });
  const given = el("div", { class: "sheet" });
  // The sheet stays when the case can no longer be handed over: it is there to be copied.
  const whole = el("div", {}, node, given);

  async function send() {
    const title = say("handOverTitle", { agency: say(`agency_${agency.value}`) });
    if (!await confirmed({ title, effect: say("handOverEffect"), yes: say("handOverYes") })) return false;
    const body = { agency: agency.value, reason: reason.control.value, with_places: places.checked };
    showSheet(await post(`${path}/hand-over`, body));
    await again();
    return true;
  }

  function showSheet(sheet) {
    const text = el("textarea", { id: "sheet", rows: 10, readonly: true });
    text.value = inWords(sheet);
    const copy = el("button", { type: "button", onclick: () => navigator.clipboard.writeText(text.value).then(() => (copy.textContent = say("copied"))) }, say("copy"));
    given.replaceChildren(field(say("sheet"), text), copy);
    text.focus();
  }

  return {
    node: whole,
    draw(found) {
      node.hidden = !found.next.includes("passed_on");
    },
  };
}

function inWords(sheet) {
  const said = sheet.said.map(({ at, text, attached, place }) => [
    `[${time(at)}] ${text}`,
    Object.keys(attached).length && `(${say("sheetAttached", { what: Object.entries(attached).map(([kind, count]) => `${count} ${say(`kind_${kind}`)}`).join(", ") })})`,
    place && say("onMap", { place: `${place.label ? `${place.label}, ` : ""}${place.latitude}, ${place.longitude}` }),
  ].filter(Boolean).join("\n"));
  return [
    `${sheet.unit} → ${say(`agency_${sheet.agency}`)}`,
    `${say(`category_${sheet.category}`)} · ${say("opened")} ${time(sheet.opened_at)}`,
    ...said,
    sheet.left_out && say("sheetLeftOut", { count: sheet.left_out }),
  ].filter(Boolean).join("\n\n");
}
