// Building pages from elements: text is always text, never markup.

/** Make an element: `el("button", { class: "main", onclick: send }, "Send")`. */
export function el(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export function show(where, ...children) {
  document.getElementById(where).replaceChildren(...children.flat().filter(Boolean));
}

let quiet;

/** Tell something in passing; screen readers read it out. */
export function tell(words, { bad = false } = {}) {
  const news = document.getElementById("news");
  news.textContent = words;
  news.className = bad ? "bad" : "";
  clearTimeout(quiet);
  quiet = setTimeout(() => (news.className = "hidden"), bad ? 9000 : 4000);
}

/** A link that tells the platform neither who follows it nor from where. */
export function away(url, ...children) {
  return el("a", { href: url, target: "_blank", rel: "noreferrer noopener" }, ...children);
}
