// The citizen's side of the desk: choose who you are and whom you write to, then talk.

import { show } from "./conversation.js";

const POLL_MS = 1000;
const HIDDEN_POLL_MS = 5000;
const PHOTO_MAX_BYTES = 25 * 1024 * 1024;

// Ids as long as the platform's: they do not fit a JavaScript number and stay strings.
const CITIZENS = [
  ["7100000000000000001", "Chị Mẫu An"],
  ["7100000000000000002", "Anh Mẫu Bình"],
  ["7100000000000000003", "Bà Mẫu Cúc"],
  ["7100000000000000004", "Ông Mẫu Dũng"],
  ["7100000000000000005", "Em Mẫu Giang"],
  ["7100000000000000009", "Cán bộ trực (người nhận cảnh báo)"],
];

const at = (id) => document.getElementById(id);
const [lines, text, notice, follow] = ["lines", "text", "notice", "follow"].map(at);
const [citizen, page] = ["citizen", "page"].map(at);

let version = "";
let follows = false;
let timer = 0;
let turn = 0;

async function call(path, body, headers = { "Content-Type": "application/json" }) {
  const answer = await fetch(path, body === undefined ? {} : { method: "POST", body, headers });
  if (answer.status === 204) {
    return null;
  }
  const told = await answer.json();
  if (!answer.ok) {
    throw new Error(told.error ?? `HTTP ${answer.status}`);
  }
  return told;
}

const mine = (what) => `/citizens/${encodeURIComponent(citizen.value)}/${what}`;
const told = (what, wrong = false) => {
  notice.textContent = what;
  notice.classList.toggle("wrong", wrong);
};

/** Do something that the citizen asked for; say so when it fails. */
async function attempt(work) {
  told("");
  try {
    await work();
  } catch (problem) {
    told(`Không thực hiện được: ${problem.message}`, true);
  }
}

async function act(what, more) {
  const sent = call(mine(what), JSON.stringify({ page_id: page.value, ...more }));
  setTimeout(poll, 50);
  const outcome = await sent;
  await poll();
  return outcome;
}

async function poll() {
  clearTimeout(timer);
  const mineNow = ++turn;
  try {
    const query = new URLSearchParams({ page_id: page.value, version });
    const conversation = await call(`${mine("conversation")}?${query}`);
    if (conversation && mineNow === turn) {
      version = String(conversation.version);
      follows = conversation.follows;
      follow.textContent = follows ? "Đang quan tâm (bấm để bỏ)" : "Quan tâm trang";
      follow.setAttribute("aria-pressed", String(follows));
      show(lines, conversation.lines, press);
      at("empty").hidden = conversation.lines.length > 0;
    }
    if (notice.textContent === LOST) {
      told("");
    }
  } catch {
    told(LOST, true);
  }
  if (mineNow === turn) {
    timer = setTimeout(poll, document.hidden ? HIDDEN_POLL_MS : POLL_MS);
  }
}

const LOST = "Mất kết nối với máy mô phỏng, đang thử lại…";

const press = (button) => attempt(() => act("say", { payload: button.payload }));

function begin() {
  version = "";
  lines.replaceChildren();
  localStorage.setItem("chat", JSON.stringify([citizen.value, page.value]));
  at("with").textContent = `Cuộc trò chuyện với ${page.selectedOptions[0]?.textContent ?? "trang"}`;
  poll();
}

async function sendPhotos(files) {
  const attachments = [];
  for (const file of files) {
    if (file.size > PHOTO_MAX_BYTES) {
      throw new Error(`${file.name} lớn hơn 25 MB`);
    }
    told(`Đang tải ${file.name}…`);
    const kept = await call("/media", file, { "Content-Type": file.type });
    attachments.push({ type: "image", url: kept.url });
  }
  told("");
  const caption = text.value.trim();
  text.value = "";
  await act("say", caption ? { attachments, text: caption } : { attachments });
}

at("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const said = text.value.trim();
  if (said) {
    text.value = "";
    text.focus();
    attempt(() => act("say", { text: said }));
  }
});

text.addEventListener("keydown", (event) => {
  // Enter sends; an unfinished composition (Telex, VNI) keeps it.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    at("composer").requestSubmit();
  }
});

at("photos").addEventListener("change", (event) => {
  const files = [...event.target.files];
  event.target.value = "";
  if (files.length > 0) {
    attempt(() => sendPhotos(files));
  }
});

at("place").addEventListener("click", () => at("where").showModal());
at("where").addEventListener("close", () => {
  if (at("where").returnValue === "send") {
    const place = { type: "location", latitude: at("latitude").value, longitude: at("longitude").value };
    attempt(() => act("say", { text: at("place-name").value, attachments: [place] }));
  }
  at("where").returnValue = "";
});

follow.addEventListener("click", () => attempt(() => act(follows ? "unfollow" : "follow")));
at("who").addEventListener("change", begin);
document.addEventListener("visibilitychange", () => document.hidden || poll());

await attempt(async () => {
  const pages = await call("/pages");
  citizen.append(...CITIZENS.map(([id, name]) => new Option(name, id)));
  page.append(...pages.map((known) => new Option(known.name, known.page_id)));
  const asked = new URLSearchParams(location.search);
  const [lastCitizen, lastPage] = JSON.parse(localStorage.getItem("chat") ?? "[]");
  const user = asked.get("user_id") ?? lastCitizen;
  if (user && !CITIZENS.some(([id]) => id === user)) {
    citizen.append(new Option(`Người dân ${user.slice(-4)}`, user));
  }
  citizen.value = user ?? citizen.value;
  page.value = asked.get("page_id") ?? lastPage ?? page.value;
  if (page.selectedIndex < 0) {
    page.selectedIndex = 0;
  }
  begin();
});
