// The desk counts code points, as everything outside the browser does; the browser counts UTF-16
// units. Both ways go through here, and nothing else converts.

/** A converter for one text. Without characters beyond the first plane both counts agree. */
export function offsetsOf(text) {
  const wide = []; // code point offsets of the characters that take two units
  let point = 0;
  for (const char of text) {
    if (char.length === 2) wide.push(point);
    point += 1;
  }
  const before = (value, of) => {
    let low = 0;
    let high = wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (of(middle) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    length: point,
    toUnits: (offset) => offset + before(offset, (i) => wide[i]),
    // A cut within a pair counts as before it.
    toPoints: (units) => units - before(units, (i) => wide[i] + i),
  };
}
