"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const SVG = "http://www.w3.org/2000/svg";
const el = (id) => document.getElementById(id);
const rows = new Map([...document.querySelectorAll("tbody[data-id]")].map((row) => [row.dataset.id, row]));
const add = (to, name, attributes, text) => {
  const made = to.appendChild(document.createElementNS(SVG, name));
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  if (text !== undefined) made.textContent = text;
  return made;
};
let shown = data.events;

// --- filters
const wanted = (event) => {
  const words = el("words").value.trim().toLowerCase();
  const from = el("from").value, to = el("to").value;
  return (!el("type").value || event.type === el("type").value)
    && (!el("factuality").value || event.factuality === el("factuality").value)
    && (!from || (event.last || event.first || "") >= from)
    && (!to || (event.first && event.first <= to))
    && (!words || rows.get(event.id).textContent.toLowerCase().includes(words));
};
const apply = () => {
  shown = data.events.filter(wanted);
  const ids = new Set(shown.map((event) => event.id));
  for (const [id, row] of rows) row.classList.toggle("hidden", !ids.has(id));
  el("shown").textContent = `${shown.length} of ${data.events.length} events`;
  spots(); timeline(); bars("types", tally(shown.map((e) => [e.label]))); bars("actors", tally(shown.map((e) => e.actors)));
};
const tally = (lists) => {
  const counts = new Map();
  for (const list of lists) for (const name of new Set(list)) counts.set(name, (counts.get(name) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 12);
};
const bars = (id, counts) => {
  const box = el(id), most = Math.max(1, ...counts.map((each) => each[1]));
  box.replaceChildren(...counts.map(([name, number]) => {
    const row = document.createElement("div");
    row.className = "bar";
    const label = document.createElement("span"), bar = document.createElement("i"), value = document.createElement("span");
    label.textContent = label.title = name; value.textContent = number;
    bar.style.width = `${100 * number / most}%`;
    row.append(label, bar, value);
    return row;
  }));
};

// --- map: longitude and latitude with the middle latitude's width, so that shapes look right nearby
const map = el("map");
const points = data.events.flatMap((event) => event.places);
const box = points.length ? [Math.min(...points.map((p) => p.lon)), Math.min(...points.map((p) => p.lat)), Math.max(...points.map((p) => p.lon)), Math.max(...points.map((p) => p.lat))] : [-20, -20, 60, 50];
const squeeze = Math.max(0.2, Math.cos((box[1] + box[3]) / 2 * Math.PI / 180));
const X = (lon) => lon * squeeze, Y = (lat) => -lat;
const pad = Math.max(1.5, 0.15 * Math.max(box[2] - box[0], box[3] - box[1]));
const whole = [X(box[0] - pad), Y(box[3] + pad), X(box[2] + pad) - X(box[0] - pad), Y(box[1] - pad) - Y(box[3] + pad)];
let view = [...whole];
const land = add(map, "g", {}), layer = add(map, "g", {});
for (const [name, rings] of Object.entries(data.outlines)) {
  let line = "";
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) line += `${i ? "L" : "M"}${X(ring[i] / 100).toFixed(3)} ${Y(ring[i + 1] / 100).toFixed(3)}`;
    line += "Z";
  }
  add(add(land, "path", { d: line, "fill-rule": "evenodd" }), "title", {}, name);
}
const scale = () => Math.max(view[2] / (map.clientWidth || 800), view[3] / (map.clientHeight || 400));
const look = () => { map.setAttribute("viewBox", view.join(" ")); for (const spot of layer.querySelectorAll(".spot")) spot.setAttribute("r", spot.dataset.size * scale()); };
const spots = () => {
  layer.replaceChildren();
  const at = new Map();
  for (const event of shown) for (const place of event.places) {
    const key = `${place.lat},${place.lon}`;
    if (!at.has(key)) at.set(key, { place, events: [] });
    at.get(key).events.push(event);
  }
  for (const { place, events } of [...at.values()].sort((a, b) => b.events.length - a.events.length)) {
    add(layer, "circle", { class: "reach", cx: X(place.lon), cy: Y(place.lat), r: place.radius / 111320 });
    const asserted = events.some((event) => event.factuality === "asserted");
    const spot = add(layer, "circle", { class: asserted ? "spot" : "spot other", cx: X(place.lon), cy: Y(place.lat), tabindex: 0, role: "button" });
    spot.dataset.size = 4 + 3 * Math.sqrt(events.length);
    add(spot, "title", {}, `${place.text}: ${events.length === 1 ? events[0].label : events.length + " events"}`);
    const choose = () => pick(events);
    spot.addEventListener("click", choose);
    spot.addEventListener("keydown", (key) => { if (key.key === "Enter" || key.key === " ") { key.preventDefault(); choose(); } });
  }
  look();
};
const pick = (events) => {
  for (const row of rows.values()) row.classList.remove("chosen");
  for (const event of events) rows.get(event.id).classList.add("chosen");
  rows.get(events[0].id).scrollIntoView({ block: "center" });
};
const zoom = (by, x = view[0] + view[2] / 2, y = view[1] + view[3] / 2) => {
  view = [x - (x - view[0]) * by, y - (y - view[1]) * by, view[2] * by, view[3] * by];
  look();
};
const place = (event) => {
  const at = map.getScreenCTM();
  return [(event.clientX - at.e) / at.a, (event.clientY - at.f) / at.d];
};
map.addEventListener("wheel", (event) => { event.preventDefault(); zoom(event.deltaY < 0 ? 0.8 : 1.25, ...place(event)); }, { passive: false });
let held = null;
map.addEventListener("pointerdown", (event) => { if (event.target.classList.contains("spot")) return; held = place(event); map.setPointerCapture(event.pointerId); });
map.addEventListener("pointermove", (event) => { if (!held) return; const [x, y] = place(event); view[0] += held[0] - x; view[1] += held[1] - y; look(); });
map.addEventListener("pointerup", () => { held = null; });
el("closer").onclick = () => zoom(0.6); el("further").onclick = () => zoom(1 / 0.6);
el("whole").onclick = () => { view = [...whole]; look(); };

// --- time line: an event of several days is spread over them
const DAY = 86400000;
const timeline = () => {
  const svg = el("time"); svg.replaceChildren();
  const dated = shown.filter((event) => event.first && event.last);
  if (!dated.length) { add(svg, "text", { x: 4, y: 20 }, "No event here has a day."); return; }
  const width = svg.clientWidth || 800, height = 144, low = 22;
  const first = Math.min(...dated.map((e) => Date.parse(e.first))), last = Math.max(...dated.map((e) => Date.parse(e.last)));
  const days = (last - first) / DAY + 1, step = Math.max(1, Math.ceil(days / 120)), bins = Math.ceil(days / step);
  const counts = new Array(bins).fill(0);
  for (const event of dated) {
    const a = Math.floor((Date.parse(event.first) - first) / DAY / step), b = Math.floor((Date.parse(event.last) - first) / DAY / step);
    for (let i = a; i <= b; i++) counts[i] += 1 / (b - a + 1);
  }
  const most = Math.max(...counts), wide = width / bins;
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  counts.forEach((count, i) => {
    const tall = (height - low - 14) * count / most;
    const bar = add(svg, "rect", { x: i * wide, y: height - low - tall, width: Math.max(1, wide - 1), height: tall });
    add(bar, "title", {}, `${new Date(first + i * step * DAY).toISOString().slice(0, 10)}: ${Math.round(count * 10) / 10}`);
  });
  add(svg, "text", { x: 0, y: height - 6 }, new Date(first).toISOString().slice(0, 10));
  add(svg, "text", { x: width, y: height - 6, "text-anchor": "end" }, new Date(last).toISOString().slice(0, 10));
  add(svg, "text", { x: 0, y: 11 }, `at most ${Math.round(most * 10) / 10} events in ${step === 1 ? "a day" : step + " days"}`);
};
el("filters").addEventListener("input", apply);
el("filters").addEventListener("reset", () => setTimeout(apply));
el("filters").addEventListener("submit", (event) => event.preventDefault());
addEventListener("resize", () => { look(); timeline(); });
apply();
