"""Time phrases in a report: days, stretches and lengths, not yet resolved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.codebook.numbers import lowered
from dateline.codebook.times import TimeForm, TimeWords
from dateline.model import Mention, Reading, Span

_BEFORE = re.compile(r"(?P<word>[\w'’.]+|\()[\s\-–]*$")
_AFTER = re.compile(r"[\s\-–]*(?P<word>[\w'’]+)")
_NUMBERED = re.compile(r"(?:\bno\.?|#|\bresolution|\bhighway|\broute|\bnumber)\s*$", re.IGNORECASE)
_START = re.compile(r"(?<!\w)[\w']")
_REACH = 50  # characters, the most a form has on either side of its anchor
_YEARS = re.compile(r"\d{4}")
_SHORT = 3  # letters of "Jan", which is a first name too
_BOTH = 2  # dates of a span
_NEAR = 100  # characters of left context that a join may reach over


@dataclass(frozen=True, slots=True)
class _Found:
    """A time phrase as matched, before it becomes a mention."""

    start: int
    end: int
    form: TimeForm
    words: str


def find_times(reading: Reading, words: TimeWords) -> tuple[Mention, ...]:
    """Time phrases in text order, not overlapping, with the preposition where it matters.

    "since Monday" and "over the past few days" keep theirs; "on Monday" is "Monday". The
    label is date, period, duration or recurrent. Ages, names ("the March 14 coalition")
    and bare clock times are no times.
    """
    lower = lowered(reading.report.text)
    return tuple(
        mention
        for sentence in reading.sentences
        for mention in _mentions(reading, lower, sentence.span, words)
    )


def each_date(reading: Reading, mention: Mention, words: TimeWords) -> tuple[Mention, ...]:
    """The two dates of "between 1994 and 1997", each by itself; any other mention as it is."""
    if mention.by not in ("time.between", "time.years"):
        return (mention,)
    text = reading.report.text
    inside = [(each.start, each.end, each.form.label) for each in _dates(text, mention.span, words)]
    if mention.by == "time.years":
        inside = [(*m.span(), "date") for m in _YEARS.finditer(text, *_ends(mention.span))]
    found = [
        Mention("time", span, _head(reading, span), label, by="time.one_of_two")
        for start, end, label in inside
        if (span := Span(start, end))
    ]
    return tuple(found) if len(found) == _BOTH else (mention,)


def _dates(text: str, stretch: Span, words: TimeWords) -> list[_Found]:
    return [each for each in _matches(text, lowered(text), stretch, words) if each.form.date]


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def find_dateline_times(reading: Reading, words: TimeWords) -> tuple[Mention, ...]:
    """The time phrases of the dateline, which stands outside all sentences."""
    dateline = reading.report.dateline
    if dateline is None:
        return ()
    return tuple(_mentions(reading, lowered(reading.report.text), dateline.span, words))


def _mentions(reading: Reading, lower: str, stretch: Span, words: TimeWords) -> Iterator[Mention]:
    kept = [
        found
        for found in _matches(reading.report.text, lower, stretch, words)
        if not any(bar(found, reading, words) for bar in BARS)
    ]
    for each in _joined(kept, lower, stretch, words):
        span = Span(each.start, each.end)
        yield Mention(
            "time", span, _head(reading, span), each.form.label, by=f"time.{each.form.name}"
        )


def _matches(text: str, lower: str, stretch: Span, words: TimeWords) -> Iterator[_Found]:
    for first, closing, last in _windows(lower, stretch, words):
        for match in _matches_in(lower, first, closing, last, words):
            form = words.form_of(match)
            if form.label != "none":
                yield _Found(match.start(), match.end(), form, text[match.start() : match.end()])


def _matches_in(
    lower: str, first: int, closing: int, last: int, words: TimeWords
) -> Iterator[re.Match[str]]:
    """Phrases that begin in [first, closing) and end by `last`, not overlapping.

    The finder is slow, and so is asked of the beginnings of words alone.
    """
    free = first
    for start in _START.finditer(lower, first, closing):
        at = start.start()
        match = words.finder.match(lower, at, last) if at >= free else None
        if match is not None:
            free = match.end()
            yield match


def _windows(lower: str, stretch: Span, words: TimeWords) -> list[tuple[int, int, int]]:
    """The stretches around what no time phrase is without, merged where they touch.

    Each with the end of its last anchor, behind which no phrase begins.
    """
    found: list[tuple[int, int, int]] = []
    for anchor in words.anchor.finditer(lower, stretch.start, stretch.end):
        first = max(anchor.start() - _REACH, stretch.start)
        last = min(anchor.end() + _REACH, stretch.end)
        if found and first <= found[-1][2]:
            first, *_ = found.pop()
        found.append((first, anchor.end(), last))
    return found


def _head(reading: Reading, span: Span) -> int:
    """The token the phrase hangs on: the first whose head lies outside."""
    inside = reading.tokens_in(span)
    for token in inside:
        if token.head == token.i or not inside[0].i <= token.head <= inside[-1].i:
            return token.i
    return inside[0].i if inside else 0


# --- joins: since Monday, between 3 March and 5 March ------------------------------


def _joined(found: list[_Found], text: str, stretch: Span, words: TimeWords) -> Iterator[_Found]:
    at = 0
    while at < len(found):
        here = found[at]
        following = found[at + 1] if at + 1 < len(found) else None
        floor = found[at - 1].end if at else stretch.start
        joined = _join(here, following, text, floor, words)
        at += 2 if joined is not None and following and joined.end == following.end else 1
        yield joined or here


def _join(
    here: _Found, following: _Found | None, text: str, floor: int, words: TimeWords
) -> _Found | None:
    if not here.form.date:
        return None
    for join in words.joins:
        before = join.before.search(text, max(here.start - _NEAR, floor), here.start)
        if before is None:
            continue
        end = here
        if join.middle is not None:
            if following is None or not following.form.date:
                continue
            if join.middle.fullmatch(text, here.end, following.start) is None:
                continue
            end = following
        form = TimeForm(join.name, "period", date=False)
        return _Found(before.start(), end.end, form, text[before.start() : end.end])
    return None


# --- what is no time ---------------------------------------------------------------


def _is_lower_case(found: _Found, _: Reading, words: TimeWords) -> bool:
    """ "may", "march", "sat" in lower case are names of no month or day unless a number says so."""
    if any(letter.isdigit() for letter in found.words):
        return False
    names = re.findall(r"[^\W\d_]+", found.words)
    return any(name.islower() and name in words.ambiguous and name != "fall" for name in names)


def _is_ambiguous(found: _Found, reading: Reading, words: TimeWords) -> bool:
    """A bare "May", "March", "Fall": a month or season only after a word that leads to one."""
    if found.words.lower() not in words.ambiguous:
        return found.words.lower().rstrip(".") in words.ambiguous and not _leads(
            reading, found, words
        )
    if len(found.words) == _SHORT and _opens_name(reading, found):
        return True
    return not _leads(reading, found, words) and not _stands_before_noun(reading, found)


def _leads(reading: Reading, found: _Found, words: TimeWords) -> bool:
    return _word_before(reading, found) in words.leads


def _opens_name(reading: Reading, found: _Found) -> bool:
    """ "Jan" of "Hungary and Jan Kavan"."""
    after = _AFTER.match(reading.report.text, found.end)
    return after is not None and after["word"].istitle()


def _stands_before_noun(reading: Reading, found: _Found) -> bool:
    """ "the May summit", not "the March on Rome"."""
    token = next(iter(reading.tokens_in(Span(found.start, found.end))), None)
    if token is None or _word_before(reading, found) != "the" or token.i == token.head:
        return False
    head = reading.tokens[token.head]
    return token.dep in ("compound", "nmod") and head.tag in ("NN", "NNS") and head.i > token.i


def _is_part_of_name(found: _Found, reading: Reading, words: TimeWords) -> bool:
    """ "the March 14 coalition", "the Sunday Times"."""
    if found.form.label != "date":
        return False
    after = _AFTER.match(reading.report.text, found.end)
    return after is not None and after["word"].lower() in words.name_tails


def _is_number(found: _Found, reading: Reading, words: TimeWords) -> bool:
    """Four digits that count something: "2000 people", "resolution 2014"."""
    if found.form.name != "year" or not found.words.isdigit():
        return False
    before = reading.report.text[max(found.start - 12, 0) : found.start]
    if _NUMBERED.search(before) or _word_before(reading, found) == "at":  # "at 1810": the hour
        return True
    token = next(iter(reading.tokens_in(Span(found.start, found.end))), None)
    if token is None:
        return True
    head = reading.tokens[token.head]
    counts = head.tag in ("NNS", "NNPS") and token.dep == "nummod" and head.i > token.i
    if counts:
        return _word_before(reading, found) != "the"
    return _word_before(reading, found) not in words.year_leads and not _reads_as_year(
        found, reading
    )


def _reads_as_year(found: _Found, reading: Reading) -> bool:
    """In brackets, at the end of a clause, or before a noun in the singular."""
    after = _AFTER.match(reading.report.text, found.end)
    token = next(iter(reading.tokens_in(Span(found.start, found.end))))
    head = reading.tokens[token.head]
    return after is None or (head.i > token.i and head.tag in ("NN", "NNP"))


def _is_title(found: _Found, reading: Reading, _: TimeWords) -> bool:
    """ "Daily" or "Weekly" within a name."""
    if found.form.name != "recurrent" or not found.words[0].isupper():
        return False
    return found.words.lower().endswith("ly") and not reading.report.text.isupper()


def _is_verb(found: _Found, reading: Reading, _: TimeWords) -> bool:
    """ "expected to last two days"."""
    first = next(iter(reading.tokens_in(Span(found.start, found.end))), None)
    return first is not None and first.lemma == "last" and first.pos == "VERB"


def _word_before(reading: Reading, found: _Found) -> str:
    text = reading.report.text
    before = _BEFORE.search(text, max(found.start - _NEAR, 0), found.start)
    return before["word"].lower().rstrip(".") if before else ""


BARS = (_is_lower_case, _is_ambiguous, _is_part_of_name, _is_number, _is_title, _is_verb)
