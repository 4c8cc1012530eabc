// The small map of an event. A town is a dot, a province or a country an area: no dot stands for
// what is only known to be somewhere within.

let outlines = null; // fetched once, kept while the page lives
let shown = null;

/** The provinces and countries of the world, as GeoJSON features. */
export function loadOutlines(url) {
  outlines ||= fetch(url)
    .then((answer) => answer.json())
    .then((topology) => ({
      provinces: topojson.feature(topology, topology.objects.provinces).features,
      countries: topojson.feature(topology, topology.objects.countries).features,
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

/** Draw the map of the event on the screen. */
export async function drawMap() {
  const box = document.getElementById("minimap");
  if (shown) {
    shown.remove();
    shown = null;
  }
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
  map.setView([20, 20], 2, { animate: false });
  L.geoJSON(found.provinces, { style: line("--map-province", 0.5), interactive: false }).addTo(map);
  L.geoJSON(found.countries, { style: line("--map-country", 1), interactive: false }).addTo(map);
  const layers = places.map((place) => layerOf(place, found)).filter(Boolean);
  if (!layers.length) return;
  const group = L.featureGroup(layers).addTo(map);
  map.fitBounds(group.getBounds().pad(0.3), { maxZoom: 7, animate: false });
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
