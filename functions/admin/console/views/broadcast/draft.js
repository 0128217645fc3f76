// A draft as it stands in the form, as the API has it, and as it is kept in this tab until it is saved.

export const TEXT = { messages: 1900, article: 10000 };
export const TITLE = { messages: 200, article: 150 };
export const DESCRIPTION = 300;
const VIETNAM_MS = 7 * 3600 * 1000;

/** Characters as the API counts them. */
export function length(text) {
  return [...text.normalize("NFC").replaceAll("\r\n", "\n").trim()].length;
}

/** A moment in Vietnam's time, as `datetime-local` shows it. */
export function localOf(iso) {
  return iso ? new Date(Date.parse(iso) + VIETNAM_MS).toISOString().slice(0, 16) : "";
}

export function blank(units) {
  const unit = units.length === 1 ? units[0] : "";
  return {
    kind: "messages", unit, title: "", text: "", description: "", cover_url: "",
    priority: "normal", night_reason: "", policy: "once", template_id: "", starts_at: "", recurring: "", corrects: "",
    units: unit ? [unit] : [], pages: [], segments: [], got: "", not_got: [], excluded: [],
  };
}

/** What the API has, in the form's shape. A unit stands for its pages, so those are not named twice. */
export function fieldsOf(view, pages) {
  const { units, segments, got, not_got, excluded } = view.audience;
  const meant = new Set(pages.filter((page) => units.includes(page.unit)).map((page) => page.page_id));
  const copied = Object.fromEntries(["kind", "unit", "title", "text", "description", "cover_url", "priority", "night_reason", "policy", "template_id", "recurring", "corrects"].map((name) => [name, view[name]]));
  return { ...copied, starts_at: localOf(view.starts_at), units, pages: view.audience.pages.filter((page) => !meant.has(page)), segments, got, not_got, excluded };
}

/** What the API takes; an article goes to all followers, so nothing that picks people goes along. */
export function bodyOf(fields) {
  const { units, pages, segments, got, not_got, excluded, ...rest } = fields;
  const article = fields.kind === "article";
  return {
    ...rest,
    ...(article ? { policy: "once", template_id: "" } : { description: "", cover_url: "" }),
    night_reason: fields.priority === "emergency" ? fields.night_reason : "",
    starts_at: fields.starts_at ? `${fields.starts_at}:00+07:00` : "",
    audience: article ? { units, pages } : { units, pages, segments, got, not_got, excluded },
  };
}

/** Whether it would begin while people sleep, by Vietnam's clock. */
export function atNight(startsAt) {
  const hour = Number((startsAt || localOf(new Date().toISOString())).slice(11, 13));
  return hour >= 22 || hour < 6;
}

const place = (id) => `broadcast ${id || "new"}`;

export function keep(id, kept) {
  sessionStorage.setItem(place(id), JSON.stringify(kept));
}

export function kept(id) {
  return JSON.parse(sessionStorage.getItem(place(id)) ?? "null");
}

export function forget(id) {
  sessionStorage.removeItem(place(id));
}
