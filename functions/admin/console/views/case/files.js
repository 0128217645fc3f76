// One file of evidence in a message: what became of it, looking at it, and what else may be done with it.

import * as api from "../../api.js";
import { el, tell } from "../../page.js";
import { number, say, time } from "../../strings.js";
import { confirmed, oneLanguage, why } from "../asking.js";
import { alikeOf, custodyOf, factsOf } from "./filelog.js";
import { thumbOf } from "./pictures.js";

const UNDER_WAY = ["owed", "fetched", "scanned"];
const KILO = 1024;

/** Show a file of a message; `place` is its number among several, such as "2/10". */
export function fileOf(file, place, task) {
  const { desk, path, refused } = task;
  const at = `${path}/files/${api.at(file.file_id)}`;
  const what = [say(`kind_${file.kind}`), place, file.name].filter(Boolean).join(" ");
  const isPicture = file.viewable && file.media_type.startsWith("image/");
  const told = el("div", { class: "told", id: `told-${file.file_id}` });

  /** Do something once however often it is pressed; the focus stays, so that a dialog can give it back. */
  async function guarded(pressed, run) {
    if (pressed.getAttribute("aria-busy")) return;
    pressed.setAttribute("aria-busy", "true");
    try {
      await run();
    } catch (error) {
      if (error.status === 409 && error.told) tell(capital(why(error)), { bad: true });
      else refused(error);
    } finally {
      pressed.removeAttribute("aria-busy");
    }
  }

  function button(name, deed, run) {
    if (!desk.may(deed)) return null;
    const made = el("button", { type: "button", "data-key": `${at} ${name}` }, say(name));
    made.addEventListener("click", () => guarded(made, run));
    return made;
  }

  /** A button that shows something below, and hides it when it is pressed again. */
  function folding(name, deed, look) {
    const made = button(name, deed, async () => {
      const open = made.getAttribute("aria-expanded") === "true";
      const others = [...made.parentElement.querySelectorAll("[aria-expanded]")];
      const content = open ? [] : await look();
      if (!desk.alive()) return;
      for (const one of others) one.setAttribute("aria-expanded", String(one === made && !open));
      told.replaceChildren(...[content].flat());
    });
    made?.setAttribute("aria-expanded", "false");
    made?.setAttribute("aria-controls", told.id);
    return made;
  }

  const main = [
    file.viewable && !isPicture && button("fileDownload", "file.download", () => saved(`${at}/link`)),
    file.may_retry && button("fileRetry", "file.retry", () => asked("retry", "fileRetried")),
    file.state === "set_aside" && file.until && button("fileKeep", "file.keep", keep),
  ].filter(Boolean);
  const more = [
    file.viewable && button("fileOriginal", "file.original", original),
    isPicture && folding("fileFacts", "file.facts", async () => factsOf(await api.read(`${at}/facts`))),
    file.state === "kept" && folding("fileAlike", "file.alike", async () => alikeOf((await api.read(`${at}/alike`)).items)),
    folding("fileCustody", "file.custody", async () => custodyOf((await api.read(`${at}/custody`)).items)),
  ].filter(Boolean);

  async function asked(name, words) {
    await api.send("POST", `${at}/${name}`);
    tell(say(words));
    await task.again();
  }

  async function keep() {
    if (await confirmed({ title: say("fileKeepTitle"), effect: say("fileKeepEffect"), yes: say("fileKeepYes") })) await asked("keep", "fileKept");
  }

  async function original() {
    if (await confirmed({ title: say("fileOriginalTitle"), effect: say("fileOriginalEffect"), yes: say("fileOriginalYes") })) await saved(`${at}/original`);
  }

  return el("div", { class: "file", "data-state": file.state, "data-file": file.file_id },
    isPicture && thumbOf(at, what, { desk, guarded }),
    el("p", {}, what, file.size_bytes > 0 && el("span", { class: "quiet" }, ` · ${size(file.size_bytes)}`)),
    file.closed_because && el("p", { class: UNDER_WAY.includes(file.state) || file.state === "erased" ? "quiet" : "bad" }, capital(oneLanguage(file.closed_because))),
    file.until && el("p", { class: "quiet" }, say("fileUntil", { time: time(file.until) })),
    main.length > 0 && el("p", { class: "bar" }, main),
    more.length > 0 && el("details", {}, el("summary", { "data-key": at, "aria-label": `${say("fileMore")}: ${what}` }, say("fileMore")),
      el("p", { class: "bar" }, more), told));
}

/** Have the browser save what a link of a minute leads to. */
async function saved(path) {
  const { url } = await api.send("POST", path);
  el("a", { href: url, download: "", rel: "noreferrer noopener" }).click();
}

function size(bytes) {
  const mega = bytes / KILO / KILO;
  return mega < 1 ? `${number(Math.max(1, Math.round(bytes / KILO)))} KB` : `${number(Math.round(mega * 10) / 10)} MB`;
}

function capital(words) {
  return words[0].toUpperCase() + words.slice(1);
}
