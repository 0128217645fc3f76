// Drawing again what has changed and nothing else, so that the focus and what is open stay where they are.

/** A part of a page: `set(data)` draws it anew when the data differ, keeping the focus on the same control. */
export function part(node, draw) {
  let seen;
  return {
    node,
    set(...data) {
      const now = JSON.stringify(data);
      if (now === seen) return;
      seen = now;
      renew(node, draw(...data));
    },
  };
}

/** Put other children in; a control that held the focus passes it to the one of the same id or address. */
export function renew(node, children) {
  const held = node.contains(document.activeElement) ? document.activeElement : null;
  const opened = new Set([...node.querySelectorAll("details[open][id]")].map((one) => one.id));
  node.replaceChildren(...[children].flat().filter(Boolean));
  for (const one of node.querySelectorAll("details[id]")) if (opened.has(one.id)) one.open = true;
  if (!held) return;
  const same = [...node.querySelectorAll("a, button, summary, input, select")].find((one) => (held.id ? one.id === held.id : held.href && one.href === held.href));
  (same ?? document.getElementById("main")).focus({ preventScroll: true });
}
