// Evidence: what became of each file, looking at it, its custody; holds, and what a citizen wants erased.

import * as api from "../../api.js";
import { el, tell } from "../../page.js";
import { currentLanguage, learn, number, say, time } from "../../strings.js";
import * as words from "../../words/files.js";

learn(words);

const KEPT = "kept";

/** A section with every file of the messages in `found`, and the deeds on the case that evidence knows.
 *  `path` is `cases/<id>`; `may` the deeds of `me`; `again()` reads the case anew; `refused(error)` tells why not. */
export function filesOf(found, { path, may, again, refused }) {
  const files = found.messages.flatMap((message) => message.attachments).filter((one) => one.file_id);
  const context = { path, may, again, refused };
  return el("section", { class: "files", "aria-labelledby": "files-heading" },
    el("h2", { id: "files-heading" }, say("files")),
    found.erased_at && el("p", { class: "bad" }, say("contentErased", { time: time(found.erased_at) })),
    found.asks && el("p", {}, say(`asks_${found.asks}`)),
    found.hold && el("p", { class: "held" }, say("heldBy", { officer: found.hold.by, time: time(found.hold.at), reason: found.hold.reason })),
    files.length > 0 && el("ul", {}, files.map((one) => el("li", {}, fileOf(one, context)))),
    caseDeeds(found, context));
}

/** One file, wherever it is shown: its state in words, and what may be done with it. */
export function fileOf(file, context) {
  const at = `${context.path}/files/${api.at(file.file_id)}`;
  const told = el("div", { class: "told", "aria-live": "polite" });
  const picture = file.viewable && file.media_type.startsWith("image/");
  return el("div", { class: "file", "data-state": file.state },
    el("p", {}, say(`kind_${file.kind}`), " ", file.name, file.size_bytes > 0 && el("span", { class: "quiet" }, ` · ${say("bytes", { count: number(file.size_bytes) })}`)),
    file.closed_because && el("p", { class: file.scan === "threat" ? "bad" : "quiet" }, ownLanguage(file.closed_because)),
    file.until && el("p", { class: "quiet" }, say("asideUntil", { time: time(file.until) })),
    picture && thumbOf(at, context),
    el("p", { class: "bar" }, deeds(file, at, told, context, picture)),
    told);
}

function deeds(file, at, told, context, picture) {
  const { may } = context;
  const sealed = file.viewable;
  return [
    !picture && sealed && may.includes("file.download") && button("download", () => saved(`${at}/link`), context),
    sealed && may.includes("file.original") && button("original", () => saved(`${at}/original`), context),
    sealed && may.includes("file.facts") && button("facts", async () => told.replaceChildren(factsOf(await api.read(`${at}/facts`))), context),
    file.may_retry && may.includes("file.retry") && button("retry", () => asked(`${at}/retry`, context), context),
    file.state === "set_aside" && file.until && may.includes("file.keep") && button("keep", () => asked(`${at}/keep`, context), context),
    file.state === KEPT && may.includes("file.alike") && button("alike", async () => told.replaceChildren(alikeOf((await api.read(`${at}/alike`)).items)), context),
    may.includes("file.custody") && button("custody", async () => told.replaceChildren(custodyOf((await api.read(`${at}/custody`)).items)), context),
  ].filter(Boolean);
}

function thumbOf(at, context) {
  const image = el("img", { alt: say("thumb") });
  const open = el("button", { type: "button", class: "thumb" }, image);
  open.addEventListener("click", () => guarded(open, () => shown(at), context));
  api.file(`${at}/thumb`).then((blob) => put(image, blob)).catch(() => open.replaceChildren(say("view")));
  return open;
}

/** The view opens in a dialog; it carries the officer's name, and leaves no trace in the page once closed. */
async function shown(at) {
  const image = el("img", { alt: say("view") });
  put(image, await api.file(`${at}/view`));
  const close = el("button", { type: "button" }, say("close"));
  const dialog = el("dialog", { class: "view" }, image, close);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function put(image, blob) {
  const url = URL.createObjectURL(blob);
  image.addEventListener("load", () => URL.revokeObjectURL(url), { once: true });
  image.src = url;
}

async function saved(path) {
  const { url } = await api.send("POST", path);
  el("a", { href: url, download: "", rel: "noreferrer noopener" }).click();
}

async function asked(path, { again }) {
  await api.send("POST", path);
  tell(say("underWay"));
  await again();
}

function button(name, run, context) {
  const made = el("button", { type: "button" }, say(name));
  made.addEventListener("click", () => guarded(made, run, context));
  return made;
}

async function guarded(pressed, run, { refused }) {
  if (pressed.disabled) return;
  pressed.disabled = true;
  try {
    await run();
  } catch (error) {
    refused(error);
  } finally {
    pressed.disabled = false;
  }
}

function factsOf({ taken_at: takenAt, latitude, longitude }) {
  if (!takenAt && !latitude) return el("p", {}, say("noFacts"));
  return el("dl", { class: "facts" },
    el("div", {}, el("dt", {}, say("takenAt")), el("dd", {}, takenAt || "–")),
    el("div", {}, el("dt", {}, say("takenWhere")), el("dd", {}, latitude ? `${latitude}, ${longitude}` : "–")));
}

function alikeOf(items) {
  if (!items.length) return el("p", {}, say("noneAlike"));
  return el("ul", {}, items.map((one) => el("li", {},
    el("a", { href: `#case/${encodeURIComponent(one.case_id)}` }, one.receipt), ` · ${say(`alike_${one.how}`)} · ${time(one.opened_at)}`)));
}

function custodyOf(items) {
  return el("ol", {}, items.map((one) => el("li", {}, `${time(one.at)} · ${say(`custody_${one.what}`)} · ${one.by}${one.detail ? ` · ${one.detail}` : ""}`)));
}

function caseDeeds(found, context) {
  const { may } = context;
  return [
    !found.erased_at && !found.hold && may.includes("case.hold") && reasoned("hold", "PUT", "hold", context),
    found.hold && may.includes("case.release") && reasoned("release", "DELETE", "hold", context),
    ["erase", "withdraw"].includes(found.asks) && may.includes("case.erase") && reasoned("erase", "POST", "erasure", context),
  ].filter(Boolean);
}

/** A deed that needs a reason: closed until it is wanted, so that nobody does it in passing. */
function reasoned(name, method, what, context) {
  const id = `reason-${name}`;
  const reason = el("input", { id, maxlength: 500, required: true, autocomplete: "off" });
  const go = el("button", {}, say(name));
  const form = el("form", {}, el("p", {}, el("label", { for: id }, say(`${name}Why`)), reason), el("p", { class: "quiet" }, say(`${name}Hint`)), go);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    guarded(go, async () => {
      const done = await api.send(method, `${context.path}/${what}`, { reason: reason.value });
      tell(done.items ? erasureTold(done) : say(`${name}Done`));
      await context.again();
    }, context);
  });
  return el("details", { class: "deed" }, el("summary", {}, say(name)), form);
}

function erasureTold({ items, elsewhere }) {
  const counts = Object.groupBy(items, (one) => one.what);
  const parts = Object.entries(counts).map(([what, some]) => say(`erased_${what}`, { count: number(some.length) }));
  if (elsewhere) parts.push(say("erased_elsewhere", { count: number(elsewhere) }));
  return parts.join(" · ") || say("erased_nothing");
}

/** The API gives reasons as "Vietnamese / English". */
function ownLanguage(both) {
  const [vi, en] = both.split(" / ");
  return currentLanguage() === "en" ? (en ?? vi) : vi;
}
