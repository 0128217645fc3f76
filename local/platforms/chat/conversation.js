// One conversation as a list of bubbles. Every text is inserted as text, never as markup.

const TOLD = {
  sending: "Đang gửi…",
  delivered: "Trang đã nhận",
  retrying: "Trang chưa nhận, Zalo đang gửi lại",
  failed: "Không gửi được đến trang",
};

const clock = new Intl.DateTimeFormat("vi-VN", {
  timeZone: "Asia/Ho_Chi_Minh",
  hour: "2-digit",
  minute: "2-digit",
  day: "2-digit",
  month: "2-digit",
});

/** Show the lines: new ones are appended, so that a screen reader announces only those; old ones change in place. */
export function show(list, lines, press) {
  const wasAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 160;
  const shown = new Map([...list.children].map((bubble) => [bubble.dataset.message, bubble]));
  for (const line of lines) {
    const bubble = shown.get(line.message_id);
    if (bubble) {
      retell(bubble, line);
    } else {
      list.append(bubbleOf(line, press));
    }
  }
  if (wasAtEnd && list.children.length > shown.size) {
    list.scrollTop = list.scrollHeight;
  }
}

function bubbleOf(line, press) {
  const bubble = element("li", `bubble ${line.by}`);
  bubble.dataset.message = line.message_id;
  bubble.append(element("span", "hidden", line.by === "citizen" ? "Bạn:" : "Trang:"));
  for (const image of line.images) {
    bubble.append(pictureOf(image));
  }
  if (line.text) {
    bubble.append(element("p", "said", line.text));
  }
  if (line.place) {
    bubble.append(element("p", "said", `Vị trí: ${line.place}`));
  }
  if (line.buttons.length > 0) {
    const choices = element("div", "choices");
    choices.append(...line.buttons.map((button) => choiceOf(button, press)));
    bubble.append(choices);
  }
  bubble.append(element("p", "meta"));
  retell(bubble, line);
  return bubble;
}

function retell(bubble, line) {
  const meta = bubble.querySelector(".meta");
  const time = clock.format(new Date(line.at));
  const text = line.by === "citizen" ? `${time} · ${TOLD[line.delivery] ?? line.delivery}` : time;
  if (meta.textContent !== text) {
    meta.textContent = text;
    meta.className = line.by === "citizen" ? `meta ${line.delivery}` : "meta";
  }
}

/** A picture served here is shown; an address elsewhere is only named, as this page loads nothing from outside. */
function pictureOf(address) {
  const url = URL.canParse(address, location.href) ? new URL(address, location.href) : null;
  if (!url?.pathname.startsWith("/media/")) {
    return element("p", "said", `Ảnh: ${address}`);
  }
  const picture = element("img");
  picture.src = url.pathname;
  picture.alt = "Ảnh trong tin nhắn";
  return picture;
}

function choiceOf(button, press) {
  if (button.url || button.phone) {
    const link = element("a", "button", button.title);
    const address = button.url ?? `tel:+${button.phone}`;
    if (/^(https?|tel):/.test(address)) {
      link.href = address;
      link.rel = "noopener noreferrer";
      link.target = "_blank";
    }
    return link;
  }
  const choice = element("button", "", button.title);
  choice.type = "button";
  choice.addEventListener("click", () => press(button));
  return choice;
}

function element(name, className = "", text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
