// Calls to the admin API; every refusal becomes one `Refused` with words for the officer.

import { forget, token } from "./auth.js";
import { inOwnLanguage, say } from "./strings.js";

const WORDS = { 0: "offline", 400: "invalid", 401: "sessionOver", 403: "forbidden", 404: "notFound", 409: "conflict", 415: "invalid", 429: "busy", 503: "busy" };

/** What went wrong: `status` (0 when nothing answered), `code`, `told` and `errors` as the API told them. */
export class Refused extends Error {
  constructor(status, told = {}) {
    super(inOwnLanguage(told.message ?? "") || say(WORDS[status] ?? "fault"));
    this.status = status;
    this.code = told.error ?? "";
    this.told = told.message ?? "";
    this.errors = told.errors ?? [];
  }
}

let base = "../admin/";
let forbidden = () => {};

/** Call `heed` whenever something is forbidden to the officer who is signed in. */
export function whenForbidden(heed) {
  forbidden = heed;
}

export function useBase(path) {
  base = path;
}

async function answerTo(method, path, body, headers) {
  const identity = await token();
  if (!identity) throw new Refused(401);
  const answer = await fetch(base + path, {
    method,
    headers: { authorization: `Bearer ${identity}`, ...(body ? { "content-type": "application/json" } : {}), ...headers },
    body: body ? JSON.stringify(body) : undefined,
    cache: "no-store",
  }).catch(() => null);
  if (!answer) throw new Refused(0);
  if (answer.status === 401) forget();
  if (answer.status === 403 && path !== "me") forbidden();
  if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => ({})));
  return answer;
}

/** Part of a path, whatever characters an id has. */
export function at(...parts) {
  return parts.map(encodeURIComponent).join("/");
}

/** GET below /admin; values of `query` that are empty are left out. */
export async function read(path, query = {}) {
  const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "" && value !== null && value !== undefined));
  return (await answerTo("GET", asked.size ? `${path}?${asked}` : path, undefined, {})).json();
}

/** POST or PUT below /admin. `once` makes a repeated press of a button one deed, where the API knows of it. */
export async function send(method, path, body = {}, { once } = {}) {
  return (await answerTo(method, path, body, once ? { "idempotency-key": once } : {})).json();
}

/** A file from below /admin, as a Blob. */
export async function file(path, query = {}) {
  return (await answerTo("GET", `${path}?${new URLSearchParams(query)}`, undefined, {})).blob();
}
