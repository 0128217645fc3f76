// Calls to the admin API; every refusal becomes one `Refused` with words for the officer.

import { forget, token } from "./auth.js";
import { say } from "./strings.js";

const WORDS = { 400: "invalid", 403: "forbidden", 404: "notFound", 409: "conflict", 415: "invalid" };

export class Refused extends Error {
  constructor(status) {
    super(say(status === 401 ? "sessionOver" : (WORDS[status] ?? "offline")));
    this.status = status;
  }
}

let base = "../admin/";

export function useBase(path) {
  base = path;
}

async function call(method, path, body, headers = {}) {
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
  if (!answer.ok) throw new Refused(answer.status);
  return answer.json();
}

export const me = () => call("GET", "me");
export const linkChat = () => call("POST", "me/chat-link");
export const cases = (query) => call("GET", `cases?${new URLSearchParams(query)}`);
export const openCase = (id) => call("GET", `cases/${encodeURIComponent(id)}`);
export const openEarlier = (id, before) => call("GET", `cases/${encodeURIComponent(id)}?${new URLSearchParams({ before })}`);
export const decide = (id, status, reason) => call("POST", `cases/${encodeURIComponent(id)}/status`, { status, reason });

/** `once` makes a repeated press of the button one reply. */
export const reply = (id, text, once) => call("POST", `cases/${encodeURIComponent(id)}/replies`, { text }, { "idempotency-key": once });
