// Keys: what each does, and which the user has given it. Off while somebody writes.

// What it is called on the page, its first key, and what the help says.
export const ACTS = [
  ["accept", "a", "Accept, and on to the next"],
  ["reject", "x", "Reject, and on to the next"],
  ["skip", "Space", "Skip: on to the next, nothing decided"],
  ["undo", "u", "Undo my last decision (also Ctrl+Z)"],
  ["redo", "Ctrl+Shift+Z", "Redo what I undid last"],
  ["next", "j", "Next event"],
  ["previous", "k", "Previous event"],
  ["edit", "e", "Edit the field in focus"],
  ["same", "m", "The other account tells the same event"],
  ["different", "n", "The other account tells a different event"],
  ["unsure", "b", "Cannot tell whether it is the same"],
  ["help", "?", "This help"],
];
const KEPT = "dateline.keys";

let mine = read();

/** The key of an act. */
export function keyOf(act) {
  return mine[act] ?? ACTS.find(([name]) => name === act)?.[1] ?? "";
}

/** The act of a key event; null for keys that mean nothing here. */
export function actOf(event) {
  const key = nameOf(event);
  if (key === "Ctrl+Z") return "undo";
  return ACTS.map(([name]) => name).find((name) => keyOf(name) === key) ?? null;
}

/** How a key is written: "a", "Space", "Ctrl+Shift+Z". */
export function nameOf(event) {
  const key = event.key === " " ? "Space" : event.key;
  if (!(event.ctrlKey || event.metaKey)) return event.altKey ? `Alt+${key}` : key;
  return `Ctrl+${event.shiftKey ? "Shift+" : ""}${key.length === 1 ? key.toUpperCase() : key}`;
}

/** Whether the key belongs to what has the focus, and not to the desk. */
export function isWriting(event) {
  const at = event.target;
  if (at.closest("dialog[open]")) return true;
  if (at.isContentEditable || at.matches("input, textarea, select")) return true;
  return [" ", "Enter"].includes(event.key) && at.matches("button, a, summary");
}

/** Give an act another key. Says why not where the key is taken. */
export function remap(act, key) {
  const taken = ACTS.find(([name]) => name !== act && keyOf(name) === key);
  if (taken) return `${key} is taken: ${taken[2]}`;
  if (/^[1-9]$/.test(key)) return `${key} reaches a field`;
  mine = { ...mine, [act]: key };
  localStorage.setItem(KEPT, JSON.stringify(mine));
  return null;
}

/** All keys as they came. */
export function reset() {
  mine = {};
  localStorage.removeItem(KEPT);
}

function read() {
  try {
    const held = JSON.parse(localStorage.getItem(KEPT) || "{}");
    return held && typeof held === "object" ? held : {};
  } catch {
    return {};
  }
}
