"""What the table says of each value, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateline.export.sure_words import sure_fields
from dateline.model import (
    PARTICIPANTS,
    Candidate,
    Count,
    Event,
    Participant,
    Place,
    Report,
    Source,
    TimeInterval,
    Trigger,
)

_CANDIDATES_SHOWN = 3

# A terminal acts on control characters, and the text is somebody else's.
_CONTROL = dict.fromkeys((*range(32), *range(127, 160), *range(8234, 8239)), "�")


@dataclass(frozen=True, slots=True)
class Row:
    """A value, and the words of the report it was read from."""

    label: str
    value: str
    quote: str | None


def plain(text: str) -> str:
    """Text on one line, with nothing in it that a terminal would obey."""
    return " ".join(text.split()).translate(_CONTROL)


def report_facts(report: Report) -> Iterator[str]:
    """Lines on who published the report, when, and where."""
    if report.published is None:
        published = "no publication date: relative times stay open"
    else:
        how = f" ({report.published_by})" if report.published_by else ""
        published = f"published {report.published}{how}"
    yield ", ".join(part for part in (plain(report.source or ""), published) if part)
    if report.url:
        yield plain(report.url)


def event_rows(event: Event) -> Iterator[Row]:
    """All values of an event, in the order a reader asks for them."""
    yield Row("named by", "", "”, “".join(_distinct(event.mentions)))
    for role in PARTICIPANTS:
        for each in getattr(event, role):
            yield _party_row(role, each)
    for place in event.places:
        yield Row("place", place_text(place), plain(place.quote))
    if event.time is not None:
        yield _time_row(event.time)
    for count in event.counts:
        yield Row(count.measure, count_text(count), plain(count.quote))
    for source in event.sources:
        yield Row("source", source_text(source), plain(source.quote))
    yield Row("how sure", sure_fields(event.confidences), None)
    for note in event.notes:
        yield Row("note", plain(note), None)


def party_text(role: str, each: Participant) -> str:
    """Who it is: "Islamic State (rebel), accused"; candidates where nobody could be chosen."""
    if role == "instrument":
        return ""
    certainty = "" if each.certainty == "asserted" else f", {each.certainty}"
    if each.actor is None:
        return f"not identified{certainty}{_perhaps(each.candidates)}"
    side = each.actor.affiliation
    known = [each.actor.kind, each.actor.country, f"of {side.name}" if side else None]
    return f"{each.actor.name} ({', '.join(part for part in known if part)}){certainty}"


def place_text(place: Place) -> str:
    """Where it is: "at Raqqa, SYR (province) 35.95, 38.99"."""
    if place.name is None:
        return f"{place.relation} a place the gazetteer does not hold{_perhaps(place.candidates)}"
    parts = [place.name, place.adm1 if place.adm1 != place.name else None, place.country]
    text = f"{place.relation} {', '.join(part for part in parts if part)}"
    if place.precision:
        text += f" ({place.precision})"
    if place.lat is not None and place.lon is not None:
        text += f" {place.lat:.2f}, {place.lon:.2f}"
    return text if place.basis == "stated" else f"{text}, {place.basis}"


def time_text(time: TimeInterval) -> str:
    """When it was: "2016-02-29 to 2016-03-07 (week)"; "open" and why, without days."""
    days = _days(time.earliest, time.latest)
    if time.precision:
        days += f" ({time.precision})"
    if time.basis != "stated":
        days += f", {time.basis}"
    return f"{days}: {plain(time.note)}" if time.note else days


def count_text(count: Count) -> str:
    """How many: "201 or more", "about 20", "14 to 16"."""
    return range_text(count.quantity.low, count.quantity.high, count.quantity.approx)


def range_text(low: int | None, high: int | None, approx: bool) -> str:
    """Bounds in words; "no figure" where there are none."""
    about = "about " if approx else ""
    if low is None and high is None:
        return "no figure"
    if low == high:
        return f"{about}{low}"
    if high is None:
        return f"{about}{low} or more"
    return f"{about}{high} at most" if low is None else f"{about}{low} to {high}"


def source_text(source: Source) -> str:
    """What sort of source: "other, anonymous, cue: told"."""
    parts = [source.kind.replace("_", " "), "anonymous" if source.anonymous else ""]
    parts.append(f"cue: {plain(source.cue)}" if source.cue else "")
    return ", ".join(part for part in parts if part)


def codes_text(event: Event) -> str:
    """What other codebooks call it: "ACLED Battles: Armed clash; CAMEO 190"."""
    found = [f"{scheme.upper()} {_code(value)}" for scheme, value in event.codes.items() if value]
    return "; ".join(found)


def _code(value: object) -> str:
    if isinstance(value, dict):
        return ": ".join(str(part) for part in value.values() if part)
    return str(value)


def _distinct(mentions: tuple[Trigger, ...]) -> list[str]:
    return list(dict.fromkeys(plain(mention.quote) for mention in mentions))


def _party_row(role: str, each: Participant) -> Row:
    return Row(role.replace("_", " "), plain(party_text(role, each)), plain(each.quote))


def _time_row(time: TimeInterval) -> Row:
    return Row("time", time_text(time), plain(time.quote) if time.quote else None)


def _days(earliest: date | None, latest: date | None) -> str:
    if earliest is None and latest is None:
        return "open"
    if earliest == latest:
        return str(earliest)
    if earliest is None:
        return f"up to {latest}"
    return f"{earliest} to {latest}" if latest else f"from {earliest}"


def _perhaps(candidates: tuple[Candidate, ...]) -> str:
    if not candidates:
        return ""
    shown = [f"{each.label} {each.score:.2f}" for each in candidates[:_CANDIDATES_SHOWN]]
    return f"; perhaps {', '.join(shown)}"
