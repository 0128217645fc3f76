// The question bank: its questions, an entry, publishing, trials, tables.

import { el, show } from "../page.js";
import { learn, say } from "../strings.js";
import * as words from "../words/bank.js";
import { why } from "./asking.js";

learn(words);

const PARTS = {
  list: { needs: "bank.read", load: () => import("./bank/list.js") },
  entry: { needs: "bank.read", under: "list", load: () => import("./bank/entry.js") },
  new: { needs: "bank.edit", under: "list", load: () => import("./bank/entry.js") },
  versions: { needs: "bank.read", load: () => import("./bank/versions.js") },
  trials: { needs: "trial.read", load: () => import("./bank/trials.js") },
  table: { needs: "bank.read", load: () => import("./bank/table.js") },
};

export async function open(desk, name = "list", ...rest) {
  const part = desk.may(PARTS[name]?.needs) ? name : "list";
  const room = el("div");
  show("main", el("h1", {}, say("bank")), tabs(desk, PARTS[part].under ?? part), room);
  try {
    return await (await PARTS[part].load()).open(desk, room, ...rest);
  } catch (refused) {
    if (!desk.alive()) return undefined;
    if (refused.status !== 404) desk.failed(refused);
    else room.replaceChildren(el("p", {}, why(refused, { 404: say("bank_noEntry") })), el("p", {}, el("a", { href: "#bank" }, say("bank_back"))));
    return undefined;
  }
}

function tabs(desk, current) {
  const shown = Object.entries(PARTS).filter(([, part]) => !part.under && desk.may(part.needs));
  return el("nav", { "aria-label": say("bank_parts") }, el("ul", { class: "tabs" }, shown.map(([name]) => el("li", {},
    el("a", { href: name === "list" ? "#bank" : `#bank/${name}`, "aria-current": name === current && "page" }, say(`bank_part_${name}`))))));
}
