// The words that an officer reads, in both languages; Vietnamese first. Each view brings its own table from words/.

import { EN, VI } from "./words/shell.js";

const TABLES = { vi: { ...VI }, en: { ...EN } };
let language = sessionStorage.getItem("language") === "en" ? "en" : "vi";

/** Add a view's words, `{ VI, EN }` as the modules in words/ export them. */
export function learn({ VI: vi, EN: en }) {
  Object.assign(TABLES.vi, vi);
  Object.assign(TABLES.en, en);
}

export function currentLanguage() {
  return language;
}

export function switchLanguage() {
  language = language === "vi" ? "en" : "vi";
  sessionStorage.setItem("language", language);
}

/** The words for `name`; a name without words is shown as it is, such as a new kind of attachment. */
export function say(name, values = {}) {
  const words = TABLES[language][name] ?? name.replace(/^[a-z]+_/, "");
  return words.replace(/\{(\w+)\}/g, (braces, key) => (key in values ? values[key] ?? "" : braces));
}

/** The officer's half of what the API says as "field: tiếng Việt / English"; nothing when it is not said in both. */
export function inOwnLanguage(told) {
  const halves = told.replace(/^[\w.]+: /, "").split(" / ");
  if (halves.length !== 2 || /; [\w.]+: /.test(told)) return "";
  const words = halves[language === "vi" ? 0 : 1];
  return words[0].toUpperCase() + words.slice(1) + (/[.!?]$/.test(words) ? "" : ".");
}

function locale() {
  return language === "vi" ? "vi-VN" : "en-GB";
}

/** A moment in Vietnam's time, whatever the officer's own device is set to. */
export function time(iso) {
  const format = { dateStyle: "short", timeStyle: "short", timeZone: "Asia/Ho_Chi_Minh" };
  return new Intl.DateTimeFormat(locale(), format).format(new Date(iso));
}

/** The hour alone when it is today's, so that a list stays short. */
export function when(iso) {
  const day = (date) => new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(date);
  const at = new Date(iso);
  if (day(at) !== day(new Date())) return time(iso);
  return new Intl.DateTimeFormat(locale(), { timeStyle: "short", timeZone: "Asia/Ho_Chi_Minh" }).format(at);
}

export function number(value) {
  return new Intl.NumberFormat(locale()).format(value);
}
