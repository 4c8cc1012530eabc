// Screens of events: fetched before they are asked for, drawn at once, and put right where the desk
// says something else by then.

const DEEP = 2; // events of the queue that are fetched ahead
const MOST = 12; // screens that are kept
// What is put right part by part; all else goes with the part it lies in.
const PARTS = "nav.strip, article.report > *, section.form > *";
const kept = new Map(); // address -> a screen as it came: its tree, and the desk's mark of it
const asked = new Map(); // address -> a screen that is on its way
let shown = null; // the screen that is drawn, as it came
let drawn = null; // the element that shows it

/** The address of the page. */
export function here() {
  return location.pathname + location.search;
}

/** A screen out of an answer; null for an answer that is none. */
export async function readScreen(answer) {
  const template = document.createElement("template");
  template.innerHTML = await answer.text();
  const root = template.content.getElementById("screen");
  return root && { root, mark: answer.headers.get("ETag") };
}

/** The screen that is drawn, as it came. */
export function shownScreen() {
  return shown;
}

/** The screen of an address if it is here already. */
export function keptScreen(address) {
  return kept.get(address) || null;
}

/** Keep a screen, in place of the one that was asked for longest ago. */
export function keep(address, screen) {
  kept.delete(address);
  kept.set(address, screen);
  if (kept.size > MOST) kept.delete(kept.keys().next().value);
}

/** Keep a screen no longer: what it says is about to change. */
export function forget(address) {
  kept.delete(address);
}

/** The screen of an address as it stands now; null if the desk gives none. Fails without answer. */
export function fetchScreen(address) {
  if (!asked.has(address)) asked.set(address, ask(address).finally(() => asked.delete(address)));
  return asked.get(address);
}

async function ask(address) {
  const known = kept.get(address);
  const headers = { "HX-Request": "true", ...(known?.mark && { "If-None-Match": known.mark }) };
  const answer = await fetch(address, { headers });
  if (answer.status === 304) return known;
  const screen = answer.ok ? await readScreen(answer) : null;
  if (screen) keep(address, screen);
  return screen;
}

/** Fetch the events that come next in the queue. */
export async function fetchAhead() {
  let screen = shown;
  for (let step = 0; step < DEEP && screen; step += 1) {
    const address = addressOf("next", screen);
    if (!address) return;
    // Nobody waits for it: if the desk does not answer, it is asked again when it is wanted.
    screen = kept.get(address) || (await fetchScreen(address).catch(() => null));
  }
}

/** Where a link of a screen leads; undefined if it has none. */
export function addressOf(act, { root }) {
  return root.querySelector(`a[data-act="${act}"]`)?.getAttribute("href");
}

/** Take what the page has come with, or what was put there by a form, for the screen that is shown. */
export function adopt() {
  const live = document.getElementById("screen");
  if (!live || live === drawn) return;
  drawn = live;
  shown = { root: live.cloneNode(true), mark: null };
  shown.root.dataset.said = ""; // it was said
  forget(here());
}

/** Draw a screen in place of the one that is shown. */
export function draw(address, screen) {
  const fresh = document.importNode(screen.root, true);
  document.getElementById("screen").replaceWith(fresh);
  drawn = fresh;
  shown = screen;
  if (address !== here()) {
    // The back button loads pages that bear this mark.
    if (!history.state?.htmx) history.replaceState({ htmx: true }, "", here());
    history.pushState({ htmx: true }, "", address);
  }
  document.dispatchEvent(new Event("desk:drawn"));
  processLater(fresh);
}

// Once nothing else is to be done, but before the first of its forms is used: one that is not
// processed goes off as a plain form, and what the desk says to it is not shown.
function processLater(screen) {
  const once = new AbortController();
  const process = () => {
    if (once.signal.aborted) return;
    once.abort();
    htmx.process(screen);
  };
  for (const use of ["submit", "input"]) {
    screen.addEventListener(use, process, { capture: true, signal: once.signal });
  }
  requestIdleCallback(process, { timeout: 200 });
}

/** Once what was drawn can be seen. */
export function painted() {
  return new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)));
}

/** Put right what differs between the screen that is shown and how it stands now. */
export function renew(screen) {
  const trees = [drawn, shown.root, screen.root].map((root) => [...root.querySelectorAll(PARTS)]);
  const [live, before, now] = trees;
  const alike = trees.every((parts) => parts.length === live.length);
  if (!alike || shown.root.dataset.marks !== screen.root.dataset.marks) {
    draw(here(), screen);
    return;
  }
  const changed = live.map((_, i) => i).filter((i) => !before[i].isEqualNode(now[i]));
  shown = screen;
  drawn.dataset.status = screen.root.dataset.status;
  for (const i of changed) {
    const fresh = document.importNode(now[i], true);
    live[i].replaceWith(fresh);
    htmx.process(fresh);
  }
  if (changed.length) document.dispatchEvent(new Event("desk:renewed"));
}
