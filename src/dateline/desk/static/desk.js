// What the pages do beyond plain links and forms: keys, lit words, words taken into a field.
import { actOf, isWriting } from "./keys.js";
import { openHelp, resetKeys, showKeys } from "./help.js";
import { drawMap } from "./map.js";
import { listen } from "./deciding.js";
import { adopt, fetchAhead } from "./screens.js";
import { lightAll, lightOnly, selectedWords } from "./spans.js";

let field = null; // the name of the field in focus, kept from one screen to the next
let event = null; // the event of that screen

const ACTS = {
  help: openHelp,
  "help-close": () => document.getElementById("help").close(),
  "keys-reset": resetKeys,
  theme: changeColours,
  edit: editField,
};

function start() {
  const screen = document.getElementById("screen");
  adopt();
  showKeys();
  if (!screen) return;
  lightAll();
  drawMap();
  document.title = screen.dataset.title || document.title;
  if (screen.dataset.said) say(screen.dataset.said);
  const held = screen.dataset.event === event && field && sectionOf(field);
  event = screen.dataset.event;
  (held || screen).focus({ preventScroll: !held });
}

// Parts of the screen were put right: the event is the same, and so are its words.
function renewed() {
  showKeys();
  if (!document.getElementById("minimap")?.dataset.drawn) drawMap();
  if (document.activeElement !== document.body) return;
  ((field && sectionOf(field)) || document.getElementById("screen")).focus({ preventScroll: true });
}

function press(key) {
  if (key.defaultPrevented || isWriting(key)) {
    if (key.key === "Escape") leaveInput(key.target);
    return;
  }
  if (/^[1-9]$/.test(key.key) && !key.ctrlKey && !key.altKey && !key.metaKey) {
    if (reachField(key.key)) key.preventDefault();
    return;
  }
  const act = actOf(key);
  if (act && perform(act)) key.preventDefault();
}

// An act is a function, or the button or link of the page that bears its name.
function perform(act) {
  if (ACTS[act]) {
    ACTS[act]();
    return true;
  }
  const found = document.querySelector(`[data-act="${act}"]`);
  if (found) found.click();
  return Boolean(found);
}

function reachField(digit) {
  const sections = [...document.querySelectorAll("section.field")];
  const found = sections.find((each) => each.querySelector("h3 kbd")?.textContent === digit);
  if (!found) return false;
  const words = selectedWords();
  found.closest("details:not([open])")?.setAttribute("open", "");
  found.focus();
  if (words) take(found, words);
  return true;
}

// The form of the field goes off with the selected words.
function take(section, { start: first, end }) {
  const form = section.querySelector("form.add");
  if (!form) return;
  form.elements.start.value = first;
  form.elements.end.value = end;
  getSelection().removeAllRanges();
  form.requestSubmit();
}

function editField() {
  const section = field && sectionOf(field);
  const details = section?.querySelector("details.edit");
  if (!details) {
    say("Reach a field first: press its number.");
    return;
  }
  details.open = true;
  details.querySelector("input:not([type=hidden]), select")?.focus();
}

function leaveInput(input) {
  if (input.matches("input, select, textarea")) input.closest("section.field")?.focus();
}

function sectionOf(name) {
  return document.getElementById(`field-${name}`);
}

function focused({ target }) {
  const section = target.closest?.("section.field");
  if (!section) return;
  field = section.dataset.field;
  const value = target.closest("[data-span]");
  const spans = value ? [value] : [...section.querySelectorAll("[data-span]")];
  lightOnly(spans.map((each) => JSON.parse(each.dataset.span)));
}

function pointed({ target }) {
  const value = target.closest?.("[data-span]");
  if (value) lightOnly([JSON.parse(value.dataset.span)]);
}

function selected() {
  const shown = document.getElementById("selected");
  if (!shown) return;
  const words = selectedWords();
  shown.textContent = words ? `“${words.words}” selected: press the number of a field to put it there.` : "";
  for (const form of document.querySelectorAll("form.add")) {
    if (!words || form.contains(document.activeElement)) continue;
    form.elements.start.value = words.start;
    form.elements.end.value = words.end;
    form.elements.words.value = words.words;
  }
}

function written({ target }) {
  const form = target.closest?.("form.add");
  if (!form || target.name !== "words") return;
  form.elements.start.value = "";
  form.elements.end.value = "";
}

function clicked({ target }) {
  const act = target.closest?.("[data-act]")?.dataset.act;
  if (act && ACTS[act]) ACTS[act]();
}

function changeColours() {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = root.dataset.theme || (dark ? "dark" : "light");
  root.dataset.theme = now === "dark" ? "light" : "dark";
  localStorage.setItem("dateline.theme", root.dataset.theme);
}

function say(text) {
  document.getElementById("said").textContent = text;
}

// It stays until something else is said, and leads to what it is about.
function warn(text, address) {
  const told = document.createElement("p");
  told.className = "failure";
  const link = document.createElement("a");
  link.href = address;
  link.textContent = "Show it";
  told.append(`${text} `, link);
  document.getElementById("said").replaceChildren(told);
}

document.addEventListener("keydown", press);
document.addEventListener("click", clicked);
document.addEventListener("focusin", focused);
document.addEventListener("pointerover", pointed);
document.addEventListener("selectionchange", selected);
document.addEventListener("input", written);
document.addEventListener("htmx:after:swap", start);
document.addEventListener("desk:drawn", start);
document.addEventListener("desk:renewed", renewed);
document.addEventListener("htmx:error", () => say("The desk did not answer: nothing was changed."));
listen(say, warn);
start();
setTimeout(fetchAhead, 200); // the page itself comes first
