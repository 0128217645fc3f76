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
  document.getElementById("skip").textContent = say("skip");
  show("top",
    officer && el("button", { type: "button", id: "menu-button", "aria-expanded": "false", "aria-controls": "menu", onclick: () => unfold() }, say("menu")),
    el("a", { href: "#", class: "name" }, say("title")),
    officer && el("span", { class: "who" }, officer.display),
    el("button", { type: "button", id: "language", lang: currentLanguage() === "vi" ? "en" : "vi", onclick: otherLanguage }, say("language")));
  menu();
}

function otherLanguage() {
  switchLanguage();
  if (officer) {
    top();
    view();
  } else {
    start();
  }
  document.getElementById("language")?.focus();
}

function offered() {
  return VIEWS.filter((one) => !one.hidden && officer.may.includes(one.needs));
}

function menu() {
  const place = document.getElementById("menu");
  place.hidden = !officer;
  place.classList.remove("open");
  place.setAttribute("aria-label", say("menu"));
  if (!officer) return;
  const [name] = address();
  const shown = viewOf(name)?.under ?? name;
  show("menu",
    el("ul", {}, offered().map((one) => el("li", {},
      el("a", { href: `#${one.name}`, "aria-current": one.name === shown && "page", onclick: () => unfold(false) }, say(`view_${one.name}`))))),
    el("ul", { class: "account" },
      el("li", {}, el("button", { type: "button", onclick: linkChat }, say(officer.chat_linked ? "linked" : "linkChat"))),
      el("li", {}, el("button", { type: "button", onclick: auth.signOut }, say("signOut")))));
}

/** Open or close the menu of a narrow screen; a wide one always shows it. */
function unfold(wanted) {
  const place = document.getElementById("menu");
  const open = place.classList.toggle("open", wanted);
  const button = document.getElementById("menu-button");
  button?.setAttribute("aria-expanded", String(open));
  if (open) (place.querySelector("[aria-current]") ?? place.querySelector("a"))?.focus();
  else if (place.contains(document.activeElement)) button?.focus();
}

/** The parts of the address: a view's name and what it shows; the first view that this officer has for none. */
function address() {
  const parts = location.hash.slice(1).split("/").filter(Boolean).map(readable);
  return parts.length ? parts : [offered()[0]?.name];
}

function readable(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function entrance(words) {
  clearInterval(again);
  turn += 1;
  officer = null;
  document.getElementById("dialog").close();
  document.title = say("title");
  top();
  const button = el("button", { type: "button", class: "main", onclick: auth.signIn }, say("signIn"));
  show("main", el("h1", {}, say("title")), el("p", { role: "status" }, words), button);
}

function failed(refused) {
  if (refused.status === 401) entrance(refused.message);
  else if (refused.status === 404) show("main", el("h1", {}, say("title")), el("p", { role: "status" }, refused.message), el("p", {}, el("a", { href: "#" }, say("back"))));
  else tell(refused.message ?? say("fault"), { bad: true });
}

async function view() {
  const mine = ++turn;
  clearInterval(again);
  if (!officer) return;
  const units = new Map(officer.units.map(({ unit, name }) => [unit, name]));
  const desk = { officer, units, may: (deed) => officer?.may.includes(deed) ?? false, alive: () => mine === turn, failed };
  const [name, ...parts] = address();
  const found = viewOf(name);
  if (!found || !desk.may(found.needs)) {
    document.title = say("title");
    failed(new api.Refused(404));
    return;
  }
  const module = await found.load().catch(() => null);
  if (mine !== turn) return;
  if (!module) {
    show("main", el("h1", {}, say("title")), el("p", { role: "status" }, say("offline")), el("button", { type: "button", onclick: view }, say("retry")));
    return;
  }
  document.title = `${say(`view_${name}`)} · ${say("title")}`;
  try {
    const look = await module.open(desk, ...parts);
    if (look && mine === turn && officer) again = setInterval(look, EVERY_MS);
  } catch (refused) {
    if (mine === turn) failed(refused);
  }
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

/** A refusal may mean that this officer has been moved, or has left: then the menu changes, or everything ends. */
async function doubted() {
  if (!officer) return;
  try {
    const now = await api.read("me");
    if (JSON.stringify(now) === JSON.stringify(officer)) return;
    officer = now;
    top();
  } catch (refused) {
    if (refused.status !== 403) return;
    auth.forget();
    entrance(say("outOfService"));
  }
}

async function start() {
  top();
  try {
    api.useBase((await auth.configure()).api);
  } catch {
    show("main", el("h1", {}, say("title")), el("p", { role: "status" }, say("offline")), el("button", { type: "button", onclick: start }, say("retry")));
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
  auth.belongTo(officer.username);
  top();
  await view();
}

api.whenForbidden(doubted);
addEventListener("hashchange", () => {
  document.getElementById("dialog").close();
  document.getElementById("main").focus({ preventScroll: true });
  scrollTo(0, 0);
  top();
  view();
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape") unfold(false);
});
addEventListener("click", (event) => {
  if (!event.target.closest?.("#menu, #menu-button")) document.getElementById("menu").classList.contains("open") && unfold(false);
});
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault(); // its address would be taken for a view's
  document.getElementById("main").focus();
});
start();
