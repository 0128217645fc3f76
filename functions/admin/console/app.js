// The console: who is signed in, which view is shown, and when it looks again.

import * as api from "./api.js";
import * as auth from "./auth.js";
import { el, show, tell } from "./page.js";
import { currentLanguage, say, switchLanguage, time } from "./strings.js";
import { VIEWS, viewOf } from "./views.js";

const EVERY_MS = 30000;

let officer = null;
let turn = 0;
let again;

function top() {
  document.documentElement.lang = currentLanguage();
  document.title = say("title");
  document.getElementById("skip").textContent = say("skip");
  show("top",
    el("a", { href: "#", class: "name" }, say("title")),
    officer && menu(),
    officer && el("span", { class: "who" }, officer.display),
    officer && el("button", { type: "button", onclick: linkChat }, say(officer.chat_linked ? "linked" : "linkChat")),
    el("button", { type: "button", lang: currentLanguage() === "vi" ? "en" : "vi", onclick: () => { switchLanguage(); top(); view(); } }, say("language")),
    officer && el("button", { type: "button", onclick: auth.signOut }, say("signOut")));
}

function offered() {
  return VIEWS.filter((one) => !one.hidden && officer.may.includes(one.needs));
}

function menu() {
  const [name] = address();
  return el("details", { class: "menu" },
    el("summary", {}, say("menu")),
    el("nav", { "aria-label": say("menu") },
      el("ul", {}, offered().map((one) => el("li", {},
        el("a", { href: `#${one.name}`, "aria-current": one.name === name && "page" }, say(`view_${one.name}`)))))));
}

/** The parts of the address: a view's name and what it shows; the first view that this officer has for none. */
function address() {
  const parts = location.hash.slice(1).split("/").filter(Boolean).map(decodeURIComponent);
  return parts.length ? parts : [offered()[0]?.name];
}

function entrance(words) {
  clearInterval(again);
  officer = null;
  top();
  show("main", el("h1", {}, say("title")), el("p", {}, words),
    el("button", { type: "button", class: "main", onclick: auth.signIn }, say("signIn")));
}

function failed(refused) {
  if (refused.status === 401) entrance(refused.message);
  else if (refused.status === 404) show("main", el("p", {}, refused.message), el("p", {}, el("a", { href: "#" }, say("back"))));
  else tell(refused.message, { bad: true });
}

async function view() {
  const mine = ++turn;
  clearInterval(again);
  if (!officer) return;
  const units = new Map(officer.units.map(({ unit, name }) => [unit, name]));
  const desk = { officer, units, may: (deed) => officer.may.includes(deed), alive: () => mine === turn, failed };
  const [name, ...parts] = address();
  const found = viewOf(name);
  if (!found || !desk.may(found.needs)) {
    failed(new api.Refused(404));
    return;
  }
  const look = await (await found.load()).open(desk, ...parts);
  if (look && mine === turn && officer) again = setInterval(look, EVERY_MS);
}

async function linkChat() {
  const dialog = document.getElementById("dialog");
  try {
    const { say: line, expires_at } = await api.send("POST", "me/chat-link");
    const copy = el("button", { type: "button", onclick: () => navigator.clipboard.writeText(line).then(() => (copy.textContent = say("copied"))) }, say("copy"));
    dialog.replaceChildren(
      el("h2", { id: "dialog-title" }, say("linkChatTitle")),
      el("p", {}, say("linkChatWhy")),
      el("p", {}, say("linkChatHow")),
      el("p", { class: "code" }, el("code", {}, line), " ", copy),
      el("p", { class: "quiet" }, say("linkChatUntil", { time: time(expires_at) })),
      el("button", { type: "button", class: "main", onclick: () => dialog.close() }, say("close")));
    dialog.showModal();
  } catch (refused) {
    failed(refused);
  }
}

async function start() {
  top();
  try {
    api.useBase((await auth.configure()).api);
  } catch {
    show("main", el("p", {}, say("offline")), el("button", { type: "button", onclick: start }, say("retry")));
    return;
  }
  const well = await auth.comeBack();
  if (!auth.signedIn()) {
    entrance(say(well ? "signInNeeded" : "signInFailed"));
    return;
  }
  try {
    officer = await api.read("me");
  } catch (refused) {
    entrance(refused.message);
    return;
  }
  top();
  await view();
}

addEventListener("hashchange", () => { document.getElementById("main").focus(); top(); view(); });
start();
