// Broadcasts: the list, one of them, and what is written of it; the parts of the address say which.

import * as api from "../api.js";
import { learn } from "../strings.js";
import * as words from "../words/broadcasts.js";

learn(words);

const PLACES = {
  new: () => import("./broadcast/compose.js"),
  edit: () => import("./broadcast/compose.js"),
  correct: () => import("./broadcast/correct.js"),
  people: () => import("./broadcast/people.js"),
};
const WRITES = ["new", "edit", "correct"];

/** `#broadcasts`, `#broadcasts/new`, `#broadcasts/<id>`, and `…/edit`, `…/correct`, `…/people/<outcome>` below it. */
export async function open(desk, id, what, which) {
  if (!id) return (await import("./broadcast/list.js")).open(desk);
  const place = id === "new" ? id : what;
  if (WRITES.includes(place) && !desk.may("broadcast.edit")) {
    desk.failed(new api.Refused(404));
    return undefined;
  }
  const found = await (PLACES[place] ?? (() => import("./broadcast/one.js")))();
  return desk.alive() ? found.open(desk, id === "new" ? "" : id, which) : undefined;
}
