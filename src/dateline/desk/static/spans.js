// The words behind each value, lit in the text by the CSS Custom Highlight API: the text itself
// is not changed, so spans may overlap and letters keep their joins.
import { offsetsOf } from "./offsets.js";

const FIELDS = ["type", "agent", "target", "places", "time", "counts", "sources", "instrument",
  "from_group", "to_group", "supporter"];

let pane = null;
let nodes = []; // [text node, first unit, unit after its last]
let offsets = null;

/** Read the text of the screen and light the words of all its fields. */
export function lightAll() {
  clear();
  pane = document.getElementById("text");
  const screen = document.getElementById("screen");
  if (!pane || !screen) return;
  nodes = [];
  let units = 0;
  const walker = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const length = walker.currentNode.data.length;
    nodes.push([walker.currentNode, units, units + length]);
    units += length;
  }
  offsets = offsetsOf(nodes.map(([node]) => node.data).join(""));
  const marks = JSON.parse(screen.dataset.marks);
  for (const field of FIELDS) put(field, marks.fields[field] || []);
  put("furniture", marks.furniture || []);
}

/** Light some words more than others, and bring the first of them into view. */
export function lightOnly(spans) {
  put("lit", spans, 1);
  if (!spans.length || !pane) return;
  const where = rangeOf(...spans[0]).getBoundingClientRect();
  const seen = pane.getBoundingClientRect();
  if (where.top < seen.top || where.bottom > Math.min(seen.bottom, innerHeight)) {
    const middle = seen.top + pane.clientHeight / 3;
    pane.scrollTop += where.top - middle;
  }
}

/** What is selected in the text: its code points and its words; null if nothing is. */
export function selectedWords() {
  const selection = getSelection();
  if (!pane || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!pane.contains(range.startContainer) || !pane.contains(range.endContainer)) return null;
  const start = unitsAt(range.startContainer, range.startOffset);
  const end = unitsAt(range.endContainer, range.endOffset);
  if (start >= end) return null;
  return { start: offsets.toPoints(start), end: offsets.toPoints(end), words: range.toString() };
}

/** The range of some code points of the text. */
export function rangeOf(start, end) {
  const range = document.createRange();
  range.setStart(...placeOf(offsets.toUnits(start)));
  range.setEnd(...placeOf(offsets.toUnits(end)));
  return range;
}

function put(name, spans, priority = 0) {
  if (!CSS.highlights) return;
  const highlight = new Highlight(...spans.map(([start, end]) => rangeOf(start, end)));
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
}

function clear() {
  if (CSS.highlights) CSS.highlights.clear();
}

function placeOf(unit) {
  const held = nodes.find(([, , end]) => unit <= end) || nodes[nodes.length - 1];
  return [held[0], Math.min(unit, held[2]) - held[1]];
}

// A selection may begin or end at an element: then the offset counts its children.
function unitsAt(node, offset) {
  if (node.nodeType === Node.TEXT_NODE) return nodes.find(([each]) => each === node)[1] + offset;
  const before = document.createRange();
  before.setStart(pane, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}
