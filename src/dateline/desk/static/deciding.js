// Decisions and moves. The next event is drawn as soon as a key is pressed, while the decision is
// being stored. What cannot be stored takes the page back to where it was decided, and says so.
import {
  addressOf, draw, fetchAhead, fetchScreen, forget, here, keep, keptScreen, painted,
  readScreen, renew, shownScreen,
} from "./screens.js";

const AGAIN = 2000; // milliseconds until a desk that did not answer is asked again
const waiting = []; // decisions that are not known to be stored, the oldest first
let sending = false;
let mine = []; // where the last decisions were made here: to be drawn again when they are undone

/** Listen for what is decided. `say` tells the user something, `warn` that something went wrong. */
export function listen(say, warn) {
  const tell = { say, warn };
  document.addEventListener("submit", (sent) => {
    const form = sent.target.closest("form[data-ahead]");
    if (!form) return;
    sent.preventDefault();
    decide(form, tell);
  });
  document.addEventListener("click", (click) => {
    const link = click.target.closest?.("a[data-ahead]");
    if (!link || click.button || click.ctrlKey || click.metaKey || click.shiftKey) return;
    click.preventDefault();
    move(link.getAttribute("href"), tell);
  });
  // Something else was changed: it is what would be undone first.
  document.addEventListener("htmx:before:request", () => (mine = []));
  addEventListener("beforeunload", (leaving) => waiting.length && leaving.preventDefault());
}

async function move(address, { say }) {
  const from = here();
  const known = keptScreen(address);
  if (known) {
    draw(address, known);
    await painted();
  }
  const fresh = await fetchScreen(address).catch(() => undefined);
  if (fresh === undefined) say("The desk did not answer.");
  else if (fresh === null) location.assign(address);
  else if (here() === (known ? address : from)) show(address, fresh);
  fetchAhead();
}

function show(address, screen) {
  if (screen === shownScreen()) return;
  if (here() === address) renew(screen);
  else draw(address, screen);
}

function decide(form, tell) {
  if (waiting.some((each) => !each.next)) {
    tell.say("The last decision is still being saved.");
    return;
  }
  const act = form.dataset.ahead;
  const from = { address: here(), screen: shownScreen() };
  const next = following(act, from.screen);
  waiting.push({
    act, from, next, mine: [...mine], to: form.getAttribute("action"),
    body: new URLSearchParams(new FormData(form)),
  });
  remember(act, from);
  if (next) draw(next.address, next.screen);
  showWaiting();
  send(tell);
}

// What can be drawn before the desk has answered; null where only the desk knows.
function following(act, screen) {
  if (act === "undo") return mine.at(-1) || null;
  const address = act === "redo" ? null : addressOf("next", screen);
  const known = address && keptScreen(address);
  return known ? { address, screen: known } : null;
}

function remember(act, from) {
  forget(from.address);
  if (act === "undo") mine.pop();
  else if (act === "redo") mine = [];
  else mine.push(from);
}

async function send(tell) {
  if (sending) return;
  sending = true;
  while (waiting.length) {
    const answer = await post(waiting[0]);
    if (answer?.ok) await stored(waiting.shift(), answer, tell);
    else goBack(answer, answer && (await reasonOf(answer)), tell);
    showWaiting();
  }
  sending = false;
  fetchAhead();
}

// The answer; null without one. It is sent even if the page is left meanwhile.
function post({ to, body, next, act }) {
  const headers = { "HX-Request": "true" };
  if (next && act !== "undo") headers["Desk-Shown"] = next.screen.root.dataset.event;
  return fetch(to, { method: "POST", body, headers, keepalive: true }).catch(() => null);
}

async function stored({ from, next }, answer, { say }) {
  const elsewhere = answer.headers.get("HX-Redirect");
  const screen = elsewhere ? null : await readScreen(answer).catch(() => null);
  const address = answer.headers.get("HX-Push-Url");
  if (screen) {
    say(screen.root.dataset.said);
    screen.root.dataset.said = "";
    keep(address, screen);
  }
  // Who has gone on meanwhile stays there.
  if (waiting.length || here() !== (next || from).address) return;
  if (screen) show(address, screen);
  else location.assign(elsewhere || here());
}

async function reasonOf(answer) {
  const template = document.createElement("template");
  template.innerHTML = await answer.text().catch(() => "");
  const said = template.content.querySelector(".failure")?.textContent;
  return said || (answer.status === 401 ? "sign in first" : `the desk failed (${answer.status})`);
}

function goBack(answer, why, { say, warn }) {
  const [first, ...later] = waiting.splice(0);
  const { from } = first;
  mine = first.mine;
  const unsent = later.map((each) => `${each.act} ${nameOf(each.from)}`).join(", ");
  const rest = unsent && ` Not sent either: ${unsent}.`;
  const what = `${first.act} ${nameOf(from)}`;
  // Whoever is writing is not torn away from it: the message leads back.
  if (!document.activeElement?.matches("input, textarea, select")) draw(from.address, from.screen);
  if (answer) warn(`Not saved: ${what}: ${why}.${rest}`, from.address);
  else warn(`The desk did not answer: whether it has saved “${what}” is not known.${rest}`, from.address);
  if (answer?.status === 401) location.assign(`/login?next=${encodeURIComponent(from.address)}`);
  if (!answer) setTimeout(lookAgain, AGAIN, from.address, say);
}

async function lookAgain(address, say) {
  if (waiting.length || here() !== address) return;
  const screen = await fetchScreen(address).catch(() => undefined);
  if (screen === undefined) setTimeout(lookAgain, AGAIN, address, say);
  else if (screen && here() === address) {
    show(address, screen);
    say(`The desk answers again. ${nameOf({ screen })} is ${screen.root.dataset.status}.`);
  }
}

function nameOf({ screen }) {
  return screen.root.dataset.event.slice(0, 11);
}

function showWaiting() {
  const shown = document.getElementById("saving");
  shown.hidden = !waiting.length;
  shown.textContent = waiting.length > 1 ? `saving ${waiting.length}` : "saving";
}
