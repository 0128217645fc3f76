// Signing in through the user pool's own page: authorization code with PKCE. Tokens live in this tab only.

const FOLDER = new URL("./", location.href).href;
const HERE = FOLDER.replace(/\/$/, ""); // as registered with the user pool; it leads on to the first page
const EARLY_S = 60;

let config;

export async function configure() {
  const answer = await fetch("config.json");
  if (!answer.ok) throw new Error("config");
  config = await answer.json();
  return config;
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** Leave for the sign-in page; it comes back here with a code. */
export async function signIn() {
  const verifier = random();
  const state = random();
  const challenge = base64url(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier)));
  sessionStorage.setItem("signing-in", JSON.stringify({ verifier, state, to: location.hash }));
  const query = new URLSearchParams({
    response_type: "code",
    client_id: config.client_id,
    redirect_uri: HERE,
    scope: "openid",
    state,
    code_challenge: challenge,
    code_challenge_method: "S256",
  });
  location.assign(`${config.sign_in_url}/oauth2/authorize?${query}`);
}

/** Take the code that the sign-in page sent us back with; false when it is not ours or is not taken. */
export async function comeBack() {
  const query = new URLSearchParams(location.search);
  if (!query.has("code") && !query.has("error")) return true;
  const begun = JSON.parse(sessionStorage.getItem("signing-in") ?? "{}");
  sessionStorage.removeItem("signing-in");
  history.replaceState(null, "", FOLDER + "index.html" + (begun.to ?? ""));
  if (!query.has("code") || !begun.state || query.get("state") !== begun.state) return false;
  return exchange({ grant_type: "authorization_code", code: query.get("code"), redirect_uri: HERE, code_verifier: begun.verifier });
}

async function exchange(words) {
  const answer = await fetch(`${config.sign_in_url}/oauth2/token`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ client_id: config.client_id, ...words }),
  }).catch(() => null);
  if (!answer?.ok) return false;
  const { id_token, refresh_token, expires_in } = await answer.json();
  const kept = { id: id_token, until: Date.now() + (expires_in - EARLY_S) * 1000 };
  kept.refresh = refresh_token ?? stored()?.refresh;
  sessionStorage.setItem("tokens", JSON.stringify(kept));
  return true;
}

function stored() {
  return JSON.parse(sessionStorage.getItem("tokens") ?? "null");
}

export function signedIn() {
  return stored() !== null;
}

let renewing = null;

/** The identity token, renewed when it is about to expire; null when one must sign in again. */
export async function token() {
  const kept = stored();
  if (!kept) return null;
  if (Date.now() < kept.until) return kept.id;
  renewing ??= (kept.refresh ? exchange({ grant_type: "refresh_token", refresh_token: kept.refresh }) : Promise.resolve(false))
    .finally(() => (renewing = null));
  if (await renewing) return stored().id;
  forget();
  return null;
}

export function forget() {
  sessionStorage.removeItem("tokens");
}

/** Keep what was being written for this officer alone: whoever signs in next in this tab finds nothing of it. */
export function belongTo(username) {
  if (![null, username].includes(sessionStorage.getItem("officer"))) {
    const ours = ["tokens", "language"];
    for (const key of Object.keys(sessionStorage)) if (!ours.includes(key)) sessionStorage.removeItem(key);
  }
  sessionStorage.setItem("officer", username);
}

export function signOut() {
  sessionStorage.clear();
  const query = new URLSearchParams({ client_id: config.client_id, logout_uri: HERE });
  location.assign(`${config.sign_in_url}/logout?${query}`);
}
