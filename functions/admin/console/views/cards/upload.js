// Sending a list up: the desk signs a form, and the file goes straight to where it is read. Nothing of it stays here.

import * as api from "../../api.js";
import { el } from "../../page.js";
import { number, say } from "../../strings.js";
import { field, options, why } from "../asking.js";

const MOST_BYTES = 64 * 1024 * 1024;

export function uploader(desk) {
  const file = el("input", { type: "file", id: "cards-file", accept: ".csv,.txt,text/csv", required: true });
  const unit = el("select", { id: "cards-unit" }, options([...desk.units], ""));
  const go = el("button", { class: "main" }, say("cards_upload"));
  const news = el("div", { role: "status" });
  const form = el("form", { onsubmit: send },
    field(say("cards_file"), file, say("cards_columns")),
    desk.units.size > 1 && field(say("cards_unit"), unit),
    go);
  return el("section", { class: "at-desk" }, form, news);

  async function send(event) {
    event.preventDefault();
    const [chosen] = file.files;
    if (!chosen?.size) return bad(say("cards_empty"));
    if (chosen.size > MOST_BYTES) return bad(say("cards_tooBig"));
    go.disabled = true;
    try {
      const wish = { size_bytes: chosen.size, file_name: chosen.name, unit: unit.value };
      const { id, url, fields } = await api.send("POST", "cards/imports", wish);
      await sent(url, fields, chosen);
      if (desk.alive()) location.hash = `#cards/${api.at(id)}`;
    } catch (refused) {
      bad(refused instanceof api.Refused ? why(refused) : refused.message);
    } finally {
      form.reset(); // the browser forgets which file it was
      go.disabled = false;
    }
    return undefined;
  }

  function bad(words) {
    news.replaceChildren(el("p", { class: "bad" }, words));
  }

  /** POST the form with the file last, as the bucket wants it; say how far it is. */
  function sent(url, fields, chosen) {
    const parts = new FormData();
    for (const [name, value] of Object.entries(fields)) parts.append(name, value);
    parts.append("file", chosen, "cards.csv");
    const call = new XMLHttpRequest();
    const bar = el("progress", { max: 100, value: 0, "aria-labelledby": "cards-progress" });
    const words = el("p", { id: "cards-progress" }, say("cards_uploading", { percent: 0 }));
    news.replaceChildren(words, bar, el("p", {}, el("button", { type: "button", onclick: () => call.abort() }, say("cards_cancel"))));
    return new Promise((resolve, reject) => {
      call.upload.addEventListener("progress", ({ loaded, total }) => {
        const percent = Math.floor((100 * loaded) / total);
        bar.value = percent;
        if (percent % 10 === 0) words.textContent = say("cards_uploading", { percent: number(percent) });
      });
      call.addEventListener("load", () => (call.status < 300 ? resolve() : reject(new Error(say("cards_uploadFailed")))));
      call.addEventListener("error", () => reject(new Error(say("cards_uploadFailed"))));
      call.addEventListener("abort", () => reject(new Error(say("cards_stopped"))));
      call.open("POST", url);
      call.send(parts);
    });
  }
}
