"""An explanation for reading: an event's words, values and what was weighed, indented by depth.

Nothing is said by colour alone: what was not taken starts with "not".
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rich.padding import Padding
from rich.text import Text

from dateline.codebook.slot_wording import slot_words
from dateline.export.console import new_console, printed
from dateline.export.sure_words import sure_word
from dateline.export.table_words import plain
from dateline.model import Event

FEW = 5  # words of a list that are shown
STEP = 3  # columns a level is indented
MIN_WIDTH = 60
Told = Mapping[str, Any]


class Line(NamedTuple):
    """Text at a depth of the outline."""

    depth: int
    text: str
    style: str = ""


def explanation_text(told: Told, *, width: int = 100, colour: bool = False) -> str:
    """What explain_event tells, wrapped to `width` columns."""
    return _rendered(_lines(told), width, colour)


def events_text(events: Sequence[Event], *, width: int = 100, colour: bool = False) -> str:
    """The events of a report with their ids, to choose one to explain."""
    lines = [
        Line(0, f"{event.id}  {event.type}  {_words(event)}", "bold" if colour else "")
        for event in events
    ]
    return _rendered(iter(lines or [Line(0, "no event read in this report")]), width, colour)


def _words(event: Event) -> str:
    return ", ".join(f"“{plain(mention.quote)}”" for mention in event.mentions)


def _rendered(lines: Iterator[Line], width: int, colour: bool) -> str:
    console = new_console(max(width, MIN_WIDTH), colour)
    for line in lines:
        console.print(Padding(Text(line.text, line.style), (0, 0, 0, STEP * line.depth)))
    return printed(console)


def _lines(told: Told) -> Iterator[Line]:
    yield Line(0, f"{told['type']}  {told['id']}  confidence {told['confidence']:.2f}", "bold")
    yield from _how_sure(told["how_sure"])
    yield Line(0, "words", "cyan")
    for mention in told["mentions"]:
        yield from _mention(mention)
    yield from _joining(told["joining"])
    for role, both in told["participants"].items():
        yield from _values(role, both, _participant)
    yield from _values("places", told["places"], _place)
    yield from _time(told["time"])
    yield from _values("counts", told["counts"], _count)
    yield from _sources(told["sources"])
    yield from _factuality(told["factuality"])
    if told["beside"]:
        yield Line(0, "read as no event of its own in these sentences", "cyan")
        yield from _rejected(1, told["beside"])
    for note in told["notes"]:
        yield Line(0, f"note: {note}", "yellow")


def _how_sure(told: Told) -> Iterator[Line]:
    yield Line(0, "how sure", "cyan")
    for name, each in told.items():
        yield Line(1, f"{name} {each['score']:.2f} ({sure_word(each['score'])})")
        for side in ("raised", "lowered"):
            reasons = "; ".join(f"{why['what']} {why['weight']:+.2f}" for why in each[side])
            if reasons:
                yield Line(2, f"{side} by: {reasons}", "dim")


def _mention(mention: Told) -> Iterator[Line]:
    where = f"“{plain(mention['quote'])}” in sentence {mention['sentence'] + 1}"
    yield Line(1, f"{where}: {mention['type']} by {mention['by']}, score {mention['score']:.2f}")
    if mention["pattern"]:
        yield Line(2, _pattern(mention["pattern"]))
    for each in mention["why"]:
        yield Line(2, f"{each['stage']}: {each['why']}{_score(each)}", "dim")
    for each in mention["arguments"]:
        measure = f" of {each['measure']}" if each["measure"] else ""
        yield Line(2, f"{each['role']}{measure} “{plain(each['quote'])}”: {each['construction']}")
        score = f", score {each['score']:.2f}" if each["score"] < 1 else ""
        yield Line(3, f"{each['by']}{score}; {each['path']}", "dim")
    yield from _rejected(2, mention["rejected"])


def _pattern(pattern: Told) -> str:
    needs, bars = pattern.get("needs", {}).items(), pattern.get("bars", {}).items()
    asked = [f"{slot_words(slot)} must be {_some(wanted)}" for slot, wanted in needs]
    asked += [f"{slot_words(slot)} must not be {_some(barred)}" for slot, barred in bars]
    lines = ", ".join(map(str, pattern.get("lines", ())))
    where = f", {pattern['file']}:{lines}" if lines else ""
    return "; ".join([f"{pattern['form']} “{pattern['words']}”{where}", *asked])


def _some(words: Sequence[str]) -> str:
    more = f" or {len(words) - FEW} others" if len(words) > FEW else ""
    return " or ".join(words[:FEW]) + more


def _rejected(depth: int, rejected: Sequence[Told]) -> Iterator[Line]:
    """What was weighed and not taken; what several entries of one kind say is one line."""
    grouped: dict[tuple[str, ...], list[Told]] = {}
    for each in rejected:
        key = (each["what"], each["quote"], each["by"], _score(each))
        grouped.setdefault(key, []).append(each)
    for (what, quote, by, score), several in grouped.items():
        whys = "; or ".join(dict.fromkeys(each["why"] for each in several))
        yield Line(depth, f"not {what} “{plain(quote)}” ({by}){score}: {whys}", "dim")


def _score(each: Told) -> str:
    return "" if each["score"] is None else f" (score {each['score']:.2f})"


def _joining(joining: Told) -> Iterator[Line]:
    if not joining["joined"] and not joining["apart"]:
        return
    yield Line(
        0, f"one event or several (pairs are alike from {joining['threshold']:g} on)", "cyan"
    )
    for verdict in ("joined", "apart"):
        for pair in joining[verdict]:
            barred = f"; barred: {pair['barred']}" if pair["barred"] else ""
            if pair.get("outweighed") and not barred:
                barred = ", but less on average with all mentions of the two events"
            quotes = f"“{plain(pair['left'])}” and “{plain(pair['right'])}”"
            yield Line(1, f"{verdict} {quotes}: {pair['score']:.2f}{barred}")
            reasons = (f"{each['what']} {each['weight']:+.2f}" for each in pair["reasons"])
            yield Line(2, "; ".join(reasons), "dim")


def _values(name: str, both: Told, show: Any) -> Iterator[Line]:
    if not both["taken"] and not both["left_out"]:
        return
    yield Line(0, name, "cyan")
    for each in both["taken"]:
        yield Line(1, show(each))
        known = [reason for other in each.get("candidates", ()) for reason in other["reasons"]]
        for reason in each.get("reasons", ()):
            if reason not in known:
                yield Line(2, reason, "dim")
        for candidate in each.get("candidates", ()):
            yield Line(2, _candidate(candidate), "dim")
    for each in both["left_out"]:
        yield Line(1, f"not “{plain(each['quote'])}”: {each['why']}", "dim")


def _candidate(each: Told) -> str:
    return f"candidate {each['label']}, {each['score']:.2f}: {'; '.join(each['reasons'])}"


def _participant(each: Told) -> str:
    who = f"{each['name']} ({each['actor']})" if each["actor"] else each["unresolved"]
    if each["affiliation"]:
        who += f" of {each['affiliation']}"
    certainty = "" if each["certainty"] == "asserted" else f", {each['certainty']}"
    return f"“{plain(each['quote'])}” is {who}{certainty}; {each['construction']}"


def _place(each: Told) -> str:
    basis = "" if each["basis"] == "stated" else f", {each['basis']}"
    known = f"{each['name']} ({each['precision']})" if each["name"] else "not in the gazetteer"
    return (
        f"“{plain(each['quote'])}” is {known}, {each['relation']}, score {each['score']:.2f}{basis}"
    )


def _count(each: Told) -> str:
    low, high = ("" if each[end] is None else each[end] for end in ("low", "high"))
    about = "about " if each["approx"] else ""
    amount = f"{about}{low}..{high} {each['measure']}"
    return f"“{plain(each['quote'])}” is {amount}; {each['construction']}"


def _time(told: Told) -> Iterator[Line]:
    time = told["taken"]
    yield Line(0, "time", "cyan")
    if time is None and not told["left_out"]:
        yield Line(1, "none: no time is stated, and no lead tells it as news of the day", "dim")
    if time is not None:
        quote = f"“{plain(time['quote'])}” is " if time["quote"] else ""
        days = f"{time['earliest'] or '?'}..{time['latest'] or '?'}"
        published = told["published"] or "none given"
        yield Line(1, f"{quote}{days}, {time['basis']}; day of publication {published}")
        if time["note"]:
            yield Line(2, time["note"], "dim")
    for each in told["left_out"]:
        yield Line(1, f"not “{plain(each['quote'])}”: {each['why']}", "dim")


def _sources(sources: Sequence[Told]) -> Iterator[Line]:
    if sources:
        yield Line(0, "sources", "cyan")
    for each in sources:
        cue = f" by the word “{plain(each['cue'])}”" if each["cue"] else ""
        rules = f" ({', '.join(each['by'])})" if each["by"] else ""
        named = ", unnamed" if each["anonymous"] else ""
        yield Line(1, f"“{plain(each['quote'])}”: {each['kind']}{named}{cue}{rules}")


def _factuality(told: Told) -> Iterator[Line]:
    yield Line(0, f"factuality: {told['value']}", "cyan")
    for each in told["mentions"]:
        manner = "a clause of its own" if each["stated"] else "a mere name"
        cue = f" for “{plain(each['cue']['quote'])}”" if each["cue"] else ", no word against it"
        yield Line(1, f"“{plain(each['quote'])}” ({manner}): {each['value']}{cue}")
