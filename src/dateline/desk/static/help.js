// The list of keys, where each can be changed.
import { ACTS, keyOf, nameOf, remap, reset } from "./keys.js";

/** Open the list. */
export function openHelp() {
  fill();
  document.getElementById("help").showModal();
}

/** Write each act's key where the page shows it. */
export function showKeys() {
  for (const shown of document.querySelectorAll("kbd[data-key]")) {
    shown.textContent = keyOf(shown.dataset.key);
  }
}

/** Give all keys back what they had. */
export function resetKeys() {
  reset();
  fill();
  showKeys();
  say("The keys are as they came.");
}

function fill() {
  const body = document.querySelector("#keys tbody");
  body.replaceChildren(...ACTS.map(row));
  const digits = document.createElement("tr");
  digits.append(cell("The field of that number; with words selected, it takes them"), cell("1–9"));
  body.append(digits);
}

function row([act, , words]) {
  const line = document.createElement("tr");
  const input = document.createElement("input");
  input.value = keyOf(act);
  input.size = 12;
  input.setAttribute("aria-label", `Key: ${words}`);
  input.addEventListener("keydown", (event) => change(event, act, input));
  const held = document.createElement("td");
  held.append(input);
  line.append(cell(words), held);
  return line;
}

function change(event, act, input) {
  if (["Tab", "Escape", "Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
  event.preventDefault();
  const key = nameOf(event);
  const refusal = remap(act, key);
  input.value = keyOf(act);
  showKeys();
  say(refusal || `${key}: changed.`);
}

function cell(text) {
  const made = document.createElement("td");
  made.textContent = text;
  return made;
}

function say(text) {
  document.getElementById("keys-said").textContent = text;
}
