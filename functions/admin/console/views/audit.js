// The audit: what an account did, whose data it saw, and whether the account of it holds.

import { el, show } from "../page.js";
import { learn, say } from "../strings.js";
import * as words from "../words/audit.js";
import * as deeds from "../words/audited.js";
import { entries } from "./audit/entries.js";
import { seen } from "./audit/seen.js";
import { verify } from "./audit/verify.js";

learn(words);
learn(deeds);

const PARTS = [
  { name: "entries", needs: "audit.own", href: "#audit", open: entries },
  { name: "seen", needs: "audit.seen", href: "#audit/seen", open: seen },
  { name: "verify", needs: "audit.verify", href: "#audit/verify", open: verify },
];

export async function open(desk, part = "entries") {
  const offered = PARTS.filter((one) => desk.may(one.needs));
  const chosen = offered.find((one) => one.name === part) ?? offered[0];
  const place = el("div");
  show("main",
    el("h1", {}, say("audit")),
    offered.length > 1 && el("nav", { "aria-label": say("auditTabs") },
      el("ul", { class: "tabs" }, offered.map((one) => el("li", {},
        el("a", { href: one.href, "aria-current": one === chosen && "page" }, say(`auditTab_${one.name}`)))))),
    place);
  await chosen.open(desk, place);
}
