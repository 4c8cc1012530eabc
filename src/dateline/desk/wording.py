"""What pages say of values: an event record's parts in words a reviewer reads at a glance."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from markupsafe import Markup, escape

from dateline.export.table_words import range_text

Value = Mapping[str, Any]
_SHORTEST_ID = 11  # "ev_" and eight characters


def plain(name: str | None) -> str:
    """An identifier as words: "air_strike" is "air strike"."""
    return (name or "").replace("_", " ")


def days(time: Value | None) -> str:
    """When: "2016-03-07", "2016-02-29 to 2016-03-07"; "no day" where none is known."""
    first, last = (time or {}).get("earliest"), (time or {}).get("latest")
    if first is None and last is None:
        return "no day"
    if first == last:
        return str(first)
    if first is None:
        return f"until {last}"
    return f"{first} to {last}" if last is not None else f"from {first}"


def bounds(count: Value) -> str:
    """How many: "12", "about 20", "201 or more", "50 at most", "14 to 16"."""
    return range_text(count.get("low"), count.get("high"), bool(count.get("approx")))


def counted(count: Value) -> str:
    """How many of what: "killed: 12 or more"."""
    return f"{plain(count['measure'])}: {bounds(count)}"


def party(each: Value) -> str:
    """Who: the actor's name, or the words where nobody could be named."""
    actor = each.get("actor")
    name = actor["name"] if actor else f"“{each.get('quote') or '?'}”"
    certainty = each.get("certainty", "asserted")
    return name if certainty == "asserted" else f"{name} ({certainty})"


def parties(record: Value, role: str) -> str:
    """All of a role, with commas between."""
    return ", ".join(dict.fromkeys(party(each) for each in record.get(role, ())))


def actor_kind(actor: Value | None) -> str:
    """What sort of actor: "rebel, SYR"."""
    known = (actor or {}).get("kind"), (actor or {}).get("country")
    return ", ".join(plain(each) for each in known if each)


def place(each: Value) -> str:
    """Where: "Raqqa province, SYR", "near Homs, SYR"; the words where none was found."""
    name = each.get("name")
    if name is None:
        return f"“{each.get('quote') or '?'}”, not in the gazetteer"
    level = each.get("precision")
    shown = name if level in (None, "site", "town", "country") else f"{name} {level}"
    within = each.get("adm1") if each.get("adm1") not in (name, None) else None
    where = ", ".join(part for part in (shown, within, each.get("country")) if part)
    near = "near " if each.get("near") else ""
    rel = "" if each.get("rel", "at") == "at" else f"{each['rel']} "
    return f"{rel}{near}{where}"


def places(record: Value) -> str:
    """All places, the first one first."""
    return "; ".join(dict.fromkeys(place(each) for each in record.get("places", ())))


def counts(record: Value) -> str:
    """All counts."""
    return "; ".join(dict.fromkeys(counted(each) for each in record.get("counts", ())))


def source(each: Value) -> str:
    """What sort of source: "witness, anonymous"."""
    return plain(each.get("kind")) + (", anonymous" if each.get("anonymous") else "")


def sources(record: Value) -> str:
    """All sources, by their words and kinds."""
    told = (f"“{each.get('quote') or '?'}” ({source(each)})" for each in record.get("sources", ()))
    return ", ".join(dict.fromkeys(told))


def percent(share: float | None) -> str:
    """A share of one as a percentage; "" where there is none."""
    return "" if share is None else f"{round(100 * share)} %"


def short(id: str | None) -> str:
    """The beginning of an id, enough to tell it from others."""
    return (id or "")[:_SHORTEST_ID]


def at(time: str | datetime) -> str:
    """A time to the minute, in UTC."""
    return str(time)[:16].replace("T", " ")


def verbatim(text: str) -> Markup:
    """Escaped so that the page has exactly these characters: a browser reads a bare CR as LF."""
    return Markup(str(escape(text)).replace("\r", "&#13;"))


FILTERS: Mapping[str, Callable[..., Any]] = {
    "plain": plain,
    "days": days,
    "bounds": bounds,
    "counted": counted,
    "party": party,
    "parties": parties,
    "actor_kind": actor_kind,
    "place": place,
    "places": places,
    "counts": counts,
    "source": source,
    "percent": percent,
    "short": short,
    "at": at,
    "verbatim": verbatim,
}
