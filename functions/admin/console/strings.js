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
  return words.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}

function locale() {
  return language === "vi" ? "vi-VN" : "en-GB";
}

/** A moment in Vietnam's time, whatever the officer's own device is set to. */
export function time(iso) {
  const format = { dateStyle: "short", timeStyle: "short", timeZone: "Asia/Ho_Chi_Minh" };
  return new Intl.DateTimeFormat(locale(), format).format(new Date(iso));
}

export function number(value) {
  return new Intl.NumberFormat(locale()).format(value);
}
