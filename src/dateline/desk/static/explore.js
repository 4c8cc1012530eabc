// The large map of what a view holds, and charts as PNG files. The address holds the whole view:
// a click on a province leads to the same page, narrowed.
import { areaOf, css, loadOutlines } from "./map.js";


async function draw(box) {
  const [found, outlines] = await Promise.all([
    fetch(box.dataset.places).then((answer) => answer.json()), loadOutlines(box.dataset.outlines),
  ]);
  const map = L.map(box, { preferCanvas: true, attributionControl: false, zoomAnimation: false, minZoom: 1, maxZoom: 10 });
  map.setView([20, 20], 2, { animate: false });
  const [land, province, country] = ["--map-land", "--map-province", "--map-country"].map(css);
  L.geoJSON(outlines.provinces, { interactive: false, style: { color: province, weight: 0.5, fillColor: land, fillOpacity: 1 } }).addTo(map);
  const shaded = found.areas.map((area) => areaLayer(area, outlines)).filter(Boolean);
  const areas = L.featureGroup(shaded).addTo(map);
  L.geoJSON(outlines.countries, { interactive: false, style: { color: country, weight: 1, fill: false } }).addTo(map);
  const most = Math.max(1, ...found.spots.map((each) => each.number));
  const spots = L.featureGroup(found.spots.map((each) => spotLayer(each, most))).addTo(map);
  const bounds = box.dataset.box ? boundsOf(box.dataset.box) : areas.getBounds().extend(spots.getBounds());
  if (bounds.isValid()) map.fitBounds(box.dataset.box ? bounds : bounds.pad(0.05), { maxZoom: 8, animate: false });
  showShades(found.shades);
  document.getElementById("visible").addEventListener("click", () => narrow(box, map.getBounds()));
  box.dataset.drawn = `${shaded.length} ${found.spots.length}`;
}

function areaLayer(area, outlines) {
  const feature = areaOf({ precision: "province", country: area.country, geonameid: area.geonameid, adm1: area.outline }, outlines);
  if (!feature) return null;
  const style = { color: css("--map-country"), weight: 1, fillColor: css(`--shade-${area.shade}`), fillOpacity: 1 };
  const layer = L.geoJSON(feature, { style });
  const only = area.only ? `; ${area.only} known no nearer` : "";
  layer.bindTooltip(text(`${area.adm1}: ${area.number}${only}`), { sticky: true });
  layer.on("click", () => location.assign(area.to));
  return layer;
}

function spotLayer(spot, most) {
  const look = { color: css("--ground"), weight: 1, fillColor: css("--accent"), fillOpacity: 0.8 };
  const ring = { color: css("--accent"), weight: 2, dashArray: "4 4", fill: false };
  const radius = 3 + 9 * Math.sqrt(spot.number / most) + (spot.ring ? 6 : 0);
  const mark = L.circleMarker([spot.lat, spot.lon], { ...(spot.ring ? ring : look), radius });
  return mark.bindTooltip(text(`${spot.ring ? "near " : ""}${spot.name}: ${spot.number}`));
}

// Leaflet takes a string for HTML: names come from reports, so an element holds them as text.
function text(words) {
  const made = document.createElement("span");
  made.dir = "auto";
  made.textContent = words;
  return made;
}

function boundsOf(given) {
  const [south, west, north, east] = given.split(",").map(Number);
  return L.latLngBounds([south, west], [north, east]);
}

function narrow(box, bounds) {
  const to = new URL(box.dataset.here, location.href);
  const clipped = [
    Math.max(bounds.getSouth(), -90), Math.max(bounds.getWest(), -180),
    Math.min(bounds.getNorth(), 90), Math.min(bounds.getEast(), 180),
  ];
  to.searchParams.set("box", clipped.map((each) => each.toFixed(3)).join(","));
  location.assign(to);
}

function showShades(shades) {
  const list = document.getElementById("shades");
  shades.forEach(([i, low, high]) => {
    const each = document.createElement("span");
    const patch = document.createElement("i");
    patch.className = `shade-${i}`;
    each.append(patch, low === high ? `${low}` : `${low} to ${high}`);
    list.append(each);
  });
  list.hidden = !shades.length;
}

/** The chart at an address as a PNG file, drawn twice as large. */
async function savePng(button) {
  const words = await fetch(button.dataset.png).then((answer) => answer.text());
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(words)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * image.naturalWidth;
  canvas.height = 2 * image.naturalHeight;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = button.dataset.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-png]");
  if (button) savePng(button).catch(() => { document.getElementById("said").textContent = "The picture could not be made: take the SVG file."; });
});
const box = document.getElementById("map");
if (box) draw(box);
