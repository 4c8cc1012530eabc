// The small map of an event. A town is a dot, a province or a country an area: no dot stands for
// what is only known to be somewhere within.

let outlines = null; // fetched once, kept while the page lives
let shown = null;
let soon = null;
const AFTER = 120; // milliseconds: the decision is drawn first, and whoever hurries on waits for no map

/** The provinces and countries of the world, as GeoJSON features. */
export function loadOutlines(url) {
  outlines ||= fetch(url)
    .then((answer) => answer.json())
    .then((topology) => ({
      provinces: topojson.feature(topology, topology.objects.provinces).features.map(withBounds),
      countries: topojson.feature(topology, topology.objects.countries).features.map(withBounds),
    }));
  return outlines;
}

/** The area a place stands for; null for one that is a point. */
export function areaOf(place, { provinces, countries }) {
  const level = place.precision;
  if (level === "country") return countries.find((each) => each.properties.c === place.country) || null;
  if (level !== "province") return null;
  const here = provinces.filter((each) => each.properties.c === place.country);
  return here.find((each) => place.geonameid && each.properties.g === place.geonameid)
    || here.find((each) => each.properties.n === place.adm1) || null;
}

/** Draw the map of the event on the screen, as soon as there is time. */
export function drawMap() {
  clearTimeout(soon);
  shown?.remove();
  shown = null;
  soon = setTimeout(draw, AFTER);
}

async function draw() {
  const box = document.getElementById("minimap");
  if (!box || typeof L === "undefined") return;
  const places = JSON.parse(box.dataset.places).filter((each) => each.name !== null);
  box.hidden = !places.length;
  if (!places.length) return;
  const found = await loadOutlines(box.dataset.outlines);
  if (!box.isConnected || box.dataset.drawn) return;
  box.dataset.drawn = "yes";
  const map = L.map(box, {
    preferCanvas: true, attributionControl: false, zoomAnimation: false, keyboard: false,
    scrollWheelZoom: false, minZoom: 1, maxZoom: 9,
  });
  shown = map;
  const layers = places.map((place) => layerOf(place, found)).filter(Boolean);
  const group = L.featureGroup(layers);
  if (layers.length) map.fitBounds(boundsOf(layers).pad(0.3), { maxZoom: 7, animate: false });
  else map.setView([20, 20], 2, { animate: false });
  drawGround(map, found);
  map.on("moveend", () => drawGround(map, found));
  group.addTo(map);
}

// A dot that is on no map yet has a point, but no bounds.
function boundsOf(layers) {
  const bounds = L.latLngBounds([]);
  for (const each of layers) bounds.extend(each.getLatLng ? each.getLatLng() : each.getBounds());
  return bounds;
}

// The outlines in view and around it: those of all the world take a third of a second to draw.
function drawGround(map, { provinces, countries }) {
  const view = map.getBounds().pad(0.5);
  const near = ({ bounds: [west, south, east, north] }) =>
    west <= view.getEast() && east >= view.getWest() && south <= view.getNorth() && north >= view.getSouth();
  const ground = L.layerGroup([
    L.geoJSON(provinces.filter(near), { style: line("--map-province", 0.5), interactive: false }),
    L.geoJSON(countries.filter(near), { style: line("--map-country", 1), interactive: false }),
  ]).addTo(map);
  map.ground?.remove();
  map.ground = ground;
  for (const each of ground.getLayers().reverse()) each.bringToBack();
}

function withBounds(feature) {
  const bounds = [Infinity, Infinity, -Infinity, -Infinity];
  const take = (part) => {
    if (typeof part[0] !== "number") return part.forEach(take);
    bounds[0] = Math.min(bounds[0], part[0]);
    bounds[1] = Math.min(bounds[1], part[1]);
    bounds[2] = Math.max(bounds[2], part[0]);
    bounds[3] = Math.max(bounds[3], part[1]);
  };
  if (feature.geometry?.coordinates) take(feature.geometry.coordinates);
  return { ...feature, bounds };
}

function layerOf(place, found) {
  const colour = css("--places");
  const area = areaOf(place, found);
  const style = { color: colour, weight: 2, fillColor: colour, fillOpacity: 0.3 };
  if (area) return L.geoJSON(area, { style, interactive: false });
  if (place.lat === null || place.lon === null) return null;
  // Where only the neighbourhood is known, the ring is wide and its line broken.
  const vague = place.near || !["site", "town"].includes(place.precision);
  const look = vague ? { radius: 16, dashArray: "4 4", fillOpacity: 0.12 } : { radius: 6, fillOpacity: 0.8 };
  return L.circleMarker([place.lat, place.lon], { ...style, ...look, interactive: false });
}

function line(name, weight) {
  return { color: css(name), weight, fillColor: css("--map-land"), fillOpacity: name === "--map-province" ? 1 : 0 };
}

/** A colour of the style sheet as a canvas takes it: the property itself may read light-dark(...). */
export function css(name) {
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
