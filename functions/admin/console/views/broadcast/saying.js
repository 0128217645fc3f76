// What the API says in Vietnamese and English, why it refused, and amounts in words.

import { tell } from "../../page.js";
import { currentLanguage, number, say } from "../../strings.js";

/** The officer's half of "Vietnamese / English"; words of one language as they are. */
export function either(words) {
  const cut = words.indexOf(" / ");
  if (cut < 0) return words;
  return currentLanguage() === "vi" ? words.slice(0, cut) : words.slice(cut + 3);
}

/** The same as a sentence of its own. */
export function sentence(words) {
  const own = either(words);
  return own[0].toUpperCase() + own.slice(1) + (/[.!?]$/.test(own) ? "" : ".");
}

/** What was wrong, a reason each: the field that it is about (empty for none) and the words. */
export function reasons(refused) {
  if (refused.status === 404) return [{ field: "", words: say("bc_gone") }];
  if (refused.status === 403 && refused.told.includes("emergencies")) return [{ field: "", words: say("bc_urgentOnly") }];
  if (![400, 409].includes(refused.status) || !refused.told) return [{ field: "", words: refused.message }];
  return refused.told.split(/; (?=[a-z_]+(?:\.[a-z_0-9]+)*: )/).map((one) => {
    const [, field, rest] = /^([a-z_]+(?:\.[a-z_0-9]+)*): (.*)$/s.exec(one) ?? [null, "", one];
    return { field: field.replace(/^audience\./, ""), words: /^[a-z_]+$/.test(rest) ? say("invalid") : either(rest) };
  });
}

/** Tell why not; an ended session is the shell's to tell. `worded` may say more of a reason. */
export function refuse(desk, refused, worded = (one) => sentence(one.words)) {
  if (refused.status === undefined) throw refused;
  if (!desk.alive()) return;
  if (refused.status === 401) desk.failed(refused);
  else tell(reasons(refused).map(worded).join(" "), { bad: true });
}

export function people(count) {
  return say("bc_people", { count: number(count) });
}

/** A length of time, rounded to what matters of it. */
export function lasting(seconds) {
  if (seconds < 60) return say("bc_seconds", { count: number(Math.round(seconds)) });
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return say("bc_minutes", { count: number(minutes) });
  return say("bc_hours", { hours: number(Math.floor(minutes / 60)), minutes: number(minutes % 60) });
}

export function share(part, whole) {
  if (!whole || !part) return "0 %";
  const percent = (100 * part) / whole;
  return percent < 1 ? "< 1 %" : `${number(percent >= 99.5 && part < whole ? 99 : Math.round(percent))} %`;
}
