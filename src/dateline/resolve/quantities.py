"""Number phrases as bounds: whole people or things, both ends included."""

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from dateline.codebook.numbers import NumberWords, Sense
from dateline.model import Quantity

_LARGEST = 10**11  # beyond this a string of digits is an identifier
_REMEMBERED = 256  # phrases: those of a report are asked for by each of its events


@lru_cache(maxsize=_REMEMBERED)
def read_quantity(phrase: str, words: NumberWords) -> Quantity | None:
    """Read how many a phrase speaks of: "over 200" is 201..None, "dozens" 24..None.

    Bounds are whole people, inclusive. Returns None if the phrase holds no number we
    know ("many") or its range runs backward ("3-1").
    """
    text = " ".join(phrase.lower().split())
    return _read_nothing(text, words) or _read_number(text, words) or _read_article(text)


def _read_nothing(text: str, words: NumberWords) -> Quantity | None:
    nothing = any(
        text == word or text.startswith(f"{word} ") for word in words.nothing
    ) and not any(text.startswith(word) for word in words.senses)
    return Quantity(0, 0) if nothing else None


def _read_article(text: str) -> Quantity | None:
    """One, if an article is all that counts: "a soldier"."""
    return Quantity(1, 1) if re.match(r"(?:an?|another)(?:\s|$)", text) else None


def _read_number(text: str, words: NumberWords) -> Quantity | None:
    for match in words.phrase.finditer(text):
        first = read_numeral(match["first"], words)
        second = read_numeral(match["second"], words) if match["second"] else first
        if first is None or second is None:
            continue
        if match["joint"] and not match["joint"].strip() and not _close(first, second):
            second = first
        first = _with_scale_of(match["second"], first, second, words)
        spanned = _span(first, second)
        if spanned is None or spanned.low != spanned.high:
            # "as many as eight to nine" is still eight to nine.
            return spanned if match["second"] else _bound(first, _senses(match, words))
        return _bound(spanned, _senses(match, words))
    return None


def _with_scale_of(
    numeral: str | None, first: Quantity, second: Quantity, words: NumberWords
) -> Quantity:
    """ "Two to three hundred", "two and three dozen": the first number is of the same scale."""
    last = re.split(r"[\s\-]+", numeral.strip())[-1] if numeral else ""
    size = {**words.scales, **words.loose_scales}.get(last)
    if size is None or last in words.cardinals or first.low is None or second.low is None:
        return first
    if first.low != first.high or first.low * size >= second.low:
        return first
    return Quantity(first.low * size, first.low * size, second.approx)


def _close(first: Quantity, second: Quantity) -> bool:
    """Whether two bare numbers side by side can be a range that lost its dash: "7 8 militants"."""
    low, high = first.low or 0, second.high or 0
    return low < high <= 2 * low


def _span(first: Quantity, second: Quantity) -> Quantity | None:
    low, high = first.low or 0, second.high
    if high is not None and low > high:
        return None
    return Quantity(first.low, high, first.approx or second.approx)


def _senses(match: re.Match[str], words: NumberWords) -> tuple[Sense, ...]:
    """What the words around a number say of it, in the order of the text."""
    stretch = f" {match['before']} , {match['after'] or ''} ".replace("+", " plus ")
    spaced = " ".join(stretch.split())
    found: list[Sense] = []
    for word in sorted((w for w in words.senses if w in spaced), key=lambda word: -len(word)):
        pattern = rf"(?<!\w){re.escape(word)}(?!\w)"
        if re.search(pattern, spaced):
            spaced = re.sub(pattern, "", spaced)
            found.append(words.senses[word])
    return tuple(found)


def _bound(value: Quantity, senses: tuple[Sense, ...]) -> Quantity | None:
    for sense in senses:
        moved = _moved(value, sense)
        if moved is None:
            return None
        value = moved
    return value


def _moved(value: Quantity, sense: Sense) -> Quantity | None:
    low, high = value.low, value.high
    match sense:
        case "over":
            return Quantity(low if high is None else high + 1, None)
        case "at_least":
            return Quantity(low, None)
        case "up_to":
            return None if high is None else Quantity(None, high)
        case "under":
            return None if not high else Quantity(None, high - 1)
        case "about":
            return value if high is None or low is None else replace(value, approx=True)


def read_numeral(numeral: str, words: NumberWords) -> Quantity | None:
    """One numeral without modifiers: "2.5 million", "two dozen", "hundreds of thousands"."""
    text = " ".join(re.split(r"[\s\-]+", numeral.lower().strip()))
    if text in words.exact:
        return Quantity(words.exact[text], words.exact[text])
    if text in words.alone:
        return Quantity(words.alone[text], None)
    parts = _with_plurals(re.sub(r"(?<=\d)[, \u202f](?=\d{3})", "", text).split(), words)
    if any(part in words.plurals or part in words.vague for part in parts):
        return _vague(parts, words)
    value = _cardinal(parts, words)
    if value is None or value != int(value) or value > _LARGEST:
        return None
    loose = any(part in words.loose_scales and part not in words.cardinals for part in parts)
    return Quantity(int(value), int(value), loose)


def _with_plurals(parts: list[str], words: NumberWords) -> list[str]:
    """ "Hundred of thousands" as "hundreds of thousands"; "half of a million" as it stands."""
    if "of" not in parts or not (parts[0] in words.elided or parts[0] in words.plurals):
        return parts
    return [f"{part}s" if part in words.elided else part for part in parts]


def _vague(parts: list[str], words: NumberWords) -> Quantity:
    """Plurals and "several" multiply what follows: "hundreds of thousands"."""
    low = 1
    scales = {**words.loose_scales, **words.scales}
    plural_seen = False
    for part in parts:
        if part in words.plurals:
            # "tens of thousands": only the first plural is doubled.
            low *= scales[part[:-1]] if plural_seen else words.plurals[part]
            plural_seen = True
        elif part in scales:
            low *= scales[part]
        elif part in words.vague and not any(other in words.plurals for other in parts):
            low *= words.vague[part]
    return Quantity(low, None)


def _cardinal(parts: list[str], words: NumberWords) -> float | None:
    """The value of number words in order: a scale multiplies what stands before it."""
    scales = {word: size for word, size in words.loose_scales.items() if word != "ten"}
    scales |= words.scales
    total, group = 0.0, 0.0
    for before, part in pairwise(["", *parts]):
        size = scales.get(part)
        if size is not None:
            group = (group or 1) * size
            if size >= 1000:
                total, group = total + group, 0.0
        else:
            value = _simple(part, before, words)
            if value is None:
                return None
            group += value
    return total + group


def _simple(part: str, before: str, words: NumberWords) -> float | None:
    if part in ("and", "of", "a", "an"):
        return 0.0
    if part in words.fractions:
        return words.fractions[part]
    if part in words.cardinals:
        # Two units side by side ("two three") are two numbers, not one.
        follows = words.cardinals.get(before, 20)
        return float(words.cardinals[part]) if follows >= 20 else None
    return float(part) if re.fullmatch(r"\d+(?:\.\d+)?", part) else None
