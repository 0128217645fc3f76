// Pictures of evidence: bytes fetched with the officer's own sign-in, shown from memory, and let go of again.

import * as api from "../../api.js";
import { el } from "../../page.js";
import { say } from "../../strings.js";
import { shown } from "../asking.js";

const AT_ONCE = 3; // each is accounted for in the officer's own audit, which takes one entry after the other
const waiting = [];
let running = 0;

async function inTurn() {
  if (running >= AT_ONCE || !waiting.length) return;
  running += 1;
  await waiting.shift()();
  running -= 1;
  inTurn();
}

/** A thumbnail that opens the view; it is fetched when it comes near the screen. `what` names the picture. */
export function thumbOf(at, what, { desk, guarded }) {
  const image = el("img", { alt: "" });
  const open = el("button", { type: "button", class: "thumb", "aria-label": say("fileOpen", { what }), "data-key": `${at}/view` }, image);
  open.addEventListener("click", () => guarded(open, () => looking(at, what, desk)));
  const near = new IntersectionObserver((entries) => {
    if (!entries.some((one) => one.isIntersecting)) return;
    near.disconnect();
    waiting.push(load);
    inTurn();
  }, { rootMargin: "200px" });
  near.observe(open);

  async function load() {
    if (!desk.alive() || !open.isConnected) return;
    try {
      await put(image, await api.file(`${at}/thumb`));
    } catch {
      open.replaceChildren(say("fileView", { what })); // it can still be looked at, or the desk then says why not
    }
  }

  return open;
}

/** The view in a dialog; it carries the officer's name, and nothing of it stays in the page once it is closed. */
async function looking(at, what, desk) {
  const blob = await api.file(`${at}/view`);
  if (!desk.alive()) return;
  const image = el("img", { alt: what });
  const room = el("div", { class: "looking", role: "region", tabindex: "0", "aria-label": what }, image);
  const zoom = el("button", { type: "button", "aria-pressed": "false" }, say("fileZoom"));
  zoom.addEventListener("click", () => zoom.setAttribute("aria-pressed", String(room.classList.toggle("large"))));
  await put(image, blob);
  await shown(say("fileView", { what }), room, el("p", { class: "bar" }, zoom));
  document.getElementById("dialog").replaceChildren();
}

/** Show a picture from memory; its address is revoked as soon as it is drawn. */
function put(image, blob) {
  const url = URL.createObjectURL(blob);
  const drawn = Promise.withResolvers();
  image.addEventListener("load", drawn.resolve, { once: true });
  image.addEventListener("error", drawn.reject, { once: true });
  image.src = url;
  return drawn.promise.finally(() => URL.revokeObjectURL(url));
}
