"""From Dateline's events to MUC-4 templates: which incident an event is, and its slots.

All that is of the task and not of the program is here and in muc4_words.yaml.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from dateline.codebook.actors import load_actors
from dateline.codebook.case import load_case_words

RECENT = timedelta(days=62)  # "within two months of the date of the article"
WORD = re.compile(r"[\w'-]+")
Row = Mapping[str, Any]
Fill = dict[str, Any]
Slots = dict[str, list[Fill]]


@dataclass(frozen=True, slots=True)
class Task:
    """The task's words, its list of places (name -> types), and what the codebook knows.

    `named` are ids of actors that are entries of their own, `ordinary` words of no name.
    """

    words: Mapping[str, Any]
    places: Mapping[str, frozenset[str]]
    named: frozenset[str]
    ordinary: frozenset[str]


def load_task(location_list: Path) -> Task:
    """The words of muc4_words.yaml and the task's own list of locations."""
    words = yaml.safe_load((Path(__file__).parent / "muc4_words.yaml").read_text("utf-8"))
    found: dict[str, set[str]] = {}
    for line in location_list.read_text(encoding="latin-1").splitlines():
        if entry := re.fullmatch(r"(\S.*) \(([A-Z ]+)\)\s*", line):
            found.setdefault(entry[1], set()).add(entry[2])
    case = load_case_words()
    return Task(
        words,
        {name: frozenset(types) for name, types in found.items()},
        frozenset(load_actors().entries),
        case.ordinary | case.titles | case.stops,
    )


def templates_of(events: Sequence[Row], published: date | None, task: Task) -> list[Fill]:
    """A template for each event that is an incident of the task, in the order of the report."""
    countries = [c for event in events if (c := _country(event, task))]
    usual = max(countries, key=countries.count) if countries else None
    return [
        {"slots": _slots(event, published, usual, task)}
        for event in events
        if _is_incident(event, published, task)
    ]


def _is_incident(event: Row, published: date | None, task: Task) -> bool:
    """A recent act of one of the task's types against others than fighters, in its countries."""
    if event["type"] not in task.words["incidents"]:
        return False
    if event["factuality"] not in ("asserted", "uncertain", "foiled"):
        return False
    countries = {place["country"] for place in event["places"] if place["country"]}
    if countries and not countries & set(task.words["countries"]):
        return False
    told = bool(event["target"] or event["counts"] or event["type"] != "armed_attack")
    return told and not _is_old(event, published) and not _among_fighters(event, task)


def _is_old(event: Row, published: date | None) -> bool:
    latest = (event["time"] or {}).get("latest")
    return bool(published and latest and date.fromisoformat(latest) < published - RECENT)


def _among_fighters(event: Row, task: Task) -> bool:
    kinds = [(target["actor"] or {}).get("kind") for target in event["target"]]
    return bool(kinds) and all(kind in task.words["fighting_kinds"] for kind in kinds)


def _slots(event: Row, published: date | None, usual: str | None, task: Task) -> Slots:
    kind = _incident_type(event, task)
    slots = {
        "INCIDENT: DATE": _texts(_date(event, published)),
        "INCIDENT: LOCATION": _texts(_location(event, usual, task)),
        "INCIDENT: TYPE": _texts(kind),
        "INCIDENT: STAGE OF EXECUTION": _texts(_stage(event)),
        **_perpetrators(event, task),
        **_people(event, kind, task),
    }
    if kind != "KIDNAPPING":
        slots |= _things(event, task)
    return slots | (_instruments(event, task) if kind not in ("ARSON", "KIDNAPPING") else {})


def _texts(*values: str | None) -> list[Fill]:
    return [{"alts": [value]} for value in values if value]


def _tagged(value: str, tag: str) -> Fill:
    """A value that says which other slot's filler it is of."""
    return {"alts": [value], "xref": [tag]}


def _incident_type(event: Row, task: Task) -> str:
    told = " ".join(mention["quote"] for mention in event["mentions"])
    if event["type"] in ("property_damage", "abduction"):
        found = _first(task.words["incident_words"], told)
        if found and (event["type"] == "abduction") == (found == "HIJACKING"):
            return found
    return str(task.words["incidents"][event["type"]])


def _first(entries: Sequence[Row], phrase: str) -> str | None:
    """The type of the first entry with a word, or several words, of the phrase."""
    low = f" {' '.join(WORD.findall(phrase.lower()))} "
    return next((e["type"] for e in entries if any(f" {w} " in low for w in e["words"])), None)


def _stage(event: Row) -> str:
    if event["type"] == "threat":
        return "THREATENED"
    return "ATTEMPTED" if event["factuality"] == "foiled" else "ACCOMPLISHED"


def _date(event: Row, published: date | None) -> str | None:
    time = event["time"] or {}
    days = [date.fromisoformat(time[k]) for k in ("earliest", "latest") if time.get(k)]
    if not days:
        return f"- {_day(published)}" if published else None
    return _day(days[0]) if len(set(days)) == 1 else f"{_day(days[0])} - {_day(days[-1])}"


def _day(day: date) -> str:
    return day.strftime("%d %b %y").upper()


def _country(event: Row, task: Task) -> str | None:
    codes = [place["country"] for place in event["places"]]
    names = [task.words["countries"][code] for code in codes if code in task.words["countries"]]
    return names[0] if names else None


def _location(event: Row, usual: str | None, task: Task) -> str | None:
    """ "COUNTRY: DEPARTMENT (DEPARTMENT): TOWN (TOWN)", as far as it is known."""
    country = _country(event, task) or usual
    if country is None:
        return None
    places = [p for p in event["places"] if p["precision"] not in (None, "country")]
    order = list(task.words["place_types"])
    parts = (
        _typed(place, task) for place in sorted(places, key=lambda p: order.index(p["precision"]))
    )
    return ": ".join([country, *dict.fromkeys(part for part in parts if part)][:3])


def _typed(place: Row, task: Task) -> str | None:
    """ "LIMA (CITY)": a place of the task's list, with the type that fits its precision."""
    for name in (place["name"] or "", place["quote"]):
        known = task.places.get(_plain(name), frozenset())
        for kind in (*task.words["place_types"][place["precision"]], *sorted(known)):
            if kind in known:
                return f"{_plain(name)} ({kind})"
    return None


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name)
    return "".join(c for c in letters if not unicodedata.combining(c)).upper().strip()


def _shown(quote: str) -> str:
    """A quote as the task writes strings: one line, upper case, without its first article."""
    flat = " ".join(quote.upper().split())
    return re.sub(r"^(?:THE|A|AN|SOME|HIS|HER|THEIR) ", "", flat)


def _instruments(event: Row, task: Task) -> Slots:
    found: Slots = {"INCIDENT: INSTRUMENT ID": [], "INCIDENT: INSTRUMENT TYPE": []}
    for each in event["instrument"]:
        kind, name = _first(task.words["instruments"], each["quote"]), _shown(each["quote"])
        found["INCIDENT: INSTRUMENT ID"] += _texts(name)
        if kind:
            found["INCIDENT: INSTRUMENT TYPE"].append(_tagged(kind, name))
    if event["type"] == "air_strike":
        found["INCIDENT: INSTRUMENT TYPE"] = [_tagged("AERIAL BOMB", "-")]
    return found


def _perpetrators(event: Row, task: Task) -> Slots:
    persons: list[str] = []
    groups: dict[str, str] = {}  # organisation -> how surely it did it
    state = []
    for agent in event["agent"]:
        actor = agent["actor"] or {}
        person, group = _members(agent, task)
        persons += [person] if person else []
        if group:
            groups[group] = _confidence(agent, event)
        state.append(actor.get("kind") in ("military", "police", "state", "intelligence"))
    category = "STATE-SPONSORED VIOLENCE" if any(state) else "TERRORIST ACT"
    return {
        "PERP: INCIDENT CATEGORY": _texts(category) if state else [],
        "PERP: INDIVIDUAL ID": _texts(*persons),
        "PERP: ORGANIZATION ID": _texts(*groups),
        "PERP: ORGANIZATION CONFIDENCE": [_tagged(sure, name) for name, sure in groups.items()],
    }


def _members(agent: Row, task: Task) -> tuple[str | None, str | None]:
    """Members and organisation: "TERRORISTS OF THE FMLN" has both, "the FMLN" only one."""
    shown = _shown(agent["quote"])
    actor, words = agent["actor"] or {}, WORD.findall(shown.lower())
    kind_of_people = actor.get("kind") in ("rebel", "militia", "criminal") and all(
        word in task.ordinary or word.isdigit() for word in words
    )
    generic = actor.get("id") not in task.named or kind_of_people
    if not words:
        return None, None
    for join in task.words["joins"]:
        left, found, right = shown.partition(f" {join.upper()} ")
        if found and not generic:
            return left, _shown(right)
    return (shown, None) if generic else (None, shown)


def _confidence(agent: Row, event: Row) -> str:
    if agent["certainty"] == "claimed":
        return "CLAIMED OR ADMITTED"
    if agent["certainty"] in ("accused", "denied"):
        official = any(source["kind"] == "official" for source in event["sources"])
        return "SUSPECTED OR ACCUSED" + (" BY AUTHORITIES" if official else "")
    return "REPORTED AS FACT"


def _things(event: Row, task: Task) -> Slots:
    found: Slots = {
        f"PHYS TGT: {name}": [] for name in ("ID", "TYPE", "NUMBER", "EFFECT OF INCIDENT")
    }
    told = " ".join(mention["quote"] for mention in event["mentions"]).lower()
    for target in event["target"]:
        kind = _thing(target, task)
        if kind is None:
            continue
        name = _shown(target["quote"])
        found["PHYS TGT: ID"] += _texts(name)
        found["PHYS TGT: TYPE"].append(_tagged(kind, name))
        found["PHYS TGT: NUMBER"].append(_tagged(_number(target["quote"], task), name))
        if event["type"] == "property_damage":
            effect = "DESTROYED" if "destr" in told or "blew" in told else "SOME DAMAGE"
            found["PHYS TGT: EFFECT OF INCIDENT"].append(_tagged(effect, name))
    return found


def _thing(target: Row, task: Task) -> str | None:
    if target["actor"] and target["actor"]["kind"] in ("civilians", "person", "official"):
        return None
    return _first(
        task.words["things"], re.split(r"\b(?:of|in|at|near)\b", target["quote"].lower())[0]
    )


def _number(quote: str, task: Task) -> str:
    """How many a phrase speaks of by its first word, else by its plural."""
    words = WORD.findall(quote.lower())
    for word in words[:2]:
        if word.isdigit() or word in task.words["numerals"]:
            return str(task.words["numerals"].get(word, word))
    head = re.split(r"\b(?:of|who|in|from|at)\b", " ".join(words))[0].split()
    return "PLURAL" if head and head[-1].endswith("s") and not head[-1].endswith("ss") else "1"


def _people(event: Row, kind: str, task: Task) -> Slots:
    parts = ("NAME", "DESCRIPTION", "TYPE", "NUMBER", "EFFECT OF INCIDENT")
    found: Slots = {f"HUM TGT: {part}": [] for part in parts}
    effects = list(_effects(event, kind))
    for target in event["target"]:
        if _thing(target, task) is not None:
            continue
        name, role = _name_and_role(target, task)
        tag = name or role
        found["HUM TGT: NAME"] += _texts(name)
        found["HUM TGT: DESCRIPTION"] += (
            [_tagged(role, name) if name else _texts(role)[0]] if role else []
        )
        kind_of = _first(task.words["people"], target["quote"]) or "CIVILIAN"
        found["HUM TGT: TYPE"].append(_tagged(kind_of, tag))
        number = "1" if name else _number(target["quote"], task)
        found["HUM TGT: NUMBER"].append(_tagged(number, tag))
        found["HUM TGT: EFFECT OF INCIDENT"] += [_tagged(effect, tag) for effect in effects[:1]]
    return found


def _name_and_role(target: Row, task: Task) -> tuple[str | None, str]:
    """ "SENATOR ERNESTO SAMPER" is a name after a role; "TWO STUDENTS" a role alone."""
    shown = _shown(target["quote"])
    if (target["actor"] or {}).get("id") in task.named:
        return None, shown
    words = shown.split(",")[0].split()
    cut = len(words)
    while cut and words[cut - 1].lower() not in task.ordinary and words[cut - 1].isalpha():
        cut -= 1
    if len(words) - cut < 2 and cut:  # one word that is no ordinary one: "JESUITS"
        return None, shown
    return " ".join(words[cut:]) or None, " ".join(words[:cut])


def _effects(event: Row, kind: str) -> Iterator[str]:
    """What became of the people: by the counts, else by the type."""
    highest = {count["measure"]: count["high"] for count in event["counts"]}
    if highest.get("killed", 1) == 0:
        yield "NO INJURY OR DEATH" if highest.get("injured") == 0 else "NO DEATH"
    elif "killed" in highest or (event["type"] == "killing" and event["factuality"] != "foiled"):
        yield "DEATH"
    elif highest.get("injured", 0) != 0:
        yield "INJURY"
    if kind == "KIDNAPPING" and "released" in highest:
        yield "REGAINED FREEDOM"
