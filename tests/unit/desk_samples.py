"""A casefile for the desk's tests. What its reports tell is constructed."""

import contextlib
import re
import shutil
from datetime import UTC, date, datetime

from argon2 import PasswordHasher
from sqlalchemy import delete, insert
from starlette.testclient import TestClient

from dateline.codebook import load_codebook
from dateline.desk.accounts import Accounts
from dateline.desk.app import create_app
from dateline.desk.settings import DeskSettings
from dateline.ingest import report_of_text
from dateline.store import Casefile
from dateline.store.schema import pair

NOON = datetime(2016, 3, 8, 12, 0, tzinfo=UTC)
MADE_BY = {"dateline": "0.1.0", "codebook": "0.1", "engine": "rules", "models": []}
# Name, first-level division, number in the gazetteer, latitude, longitude.
TOWNS = {
    "Madaya": ("Rif Dimashq", 167558, 33.69, 36.1),
    "Homs": ("Homs", 169577, 34.73, 36.72),
    "Idlib": ("Idlib", 169389, 35.93, 36.63),
    "Raqqa": ("Raqqa", 172955, 35.95, 39.01),
    "Deraa": ("Daraa", 170905, 32.62, 36.1),
    "Hama": ("Hama", 170017, 35.13, 36.76),
    "Manbij": ("Aleppo", 169113, 36.53, 37.95),
    "Qamishli": ("Al-Hasakah", 173480, 37.05, 41.23),
    "Palmyra": ("Homs", 163808, 34.55, 38.27),
    "Jisr": ("Idlib", 169387, 35.81, 36.32),
    "Tartus": ("Tartus", 163345, 34.89, 35.89),
}
SHELLED = (
    "Rebels shelled {0} on Monday and killed at least {2} people, residents said. "
    "Government forces arrested {3} men in {1} on Sunday, a monitor said."
)
ARABIC = (
    "قال سكان \U0001f534 إن المسلحين قصفوا مضايا يوم الاثنين وقتلوا 12 شخصا.\n"
    "Rebels shelled Madaya."
)
ISIS = ("islamic-state", "Islamic State")
ISIS_TEXT = (
    "Militants deserted on Monday after their salaries went unpaid. Rivals fought. "
    "A commander was shot in Homs."
)
ATTACK = "<script>alert('text')</script> & <img src=x onerror=alert(1)>"
HOSTILE = f"Rebels shelled Homs. {ATTACK}\r\nThe end."


def words(text, quote, after=0):
    """Where words stand in a text."""
    start = text.index(quote, after)
    return {"start": start, "end": start + len(quote), "quote": quote}


def party(text, quote, id=None, name=None):
    """A participant, named if an id is given."""
    candidates = [
        {"id": id, "label": name, "score": 0.9, "reasons": [f"“{quote}” is a name of {name}"]},
        {"id": "free-syrian-army", "label": "Free Syrian Army", "score": 0.4,
         "reasons": ["rebels of Syria"]},
    ][0 if id else 1 :]  # fmt: skip
    actor = id and {
        "id": id, "name": name, "kind": "rebel", "country": "SYR", "inter": 2,
        "candidates": candidates,
    }  # fmt: skip
    return {
        **words(text, quote), "actor": actor, "candidates": [] if actor else candidates,
        "certainty": "asserted", "by": "slot.subject",
    }  # fmt: skip


def place(text, name, quote=None, precision="town"):
    """A town as the gazetteer has it."""
    adm1, number, lat, lon = TOWNS[name]
    return {
        **words(text, quote or name), "name": name, "adm1": adm1, "country": "SYR",
        "precision": precision, "lat": lat, "lon": lon, "geonameid": number, "score": 0.9,
        "reasons": ["spelled so", "the report speaks of SYR"], "rel": "at", "near": False,
        "candidates": [
            {"id": str(number), "label": f"{name}, {adm1}, SYR", "score": 0.9,
             "reasons": ["spelled so"]},
        ],
        "acled_precision": 1, "ucdp_precision": 1, "basis": "stated",
    }  # fmt: skip


def time(text, quote, day):
    """A day."""
    return {
        "earliest": day, "latest": day, "precision": "day", "basis": "stated",
        **words(text, quote), "note": None, "acled_precision": 1, "ucdp_precision": 1,
    }  # fmt: skip


def record(report, id, type="shelling", family="remote", mention="shelled", **more):
    """A record of an event with every field that `dateline code` writes."""
    value = {
        "schema": "dateline.event/1",
        "id": id,
        "doc_id": report.id,
        "report": {
            "title": report.title, "source": report.source,
            "published": report.published.isoformat() if report.published else None,
            "published_by": "given", "url": report.url, "sha256": report.sha256,
        },
        "type": type,
        "alt_types": [],
        "family": family,
        "factuality": "asserted",
        "phase": None,
        "confidence": 0.8,
        "confidences": {"agent": 0.9, "places": 0.7, "time": 0.6},
        "mentions": [{**words(report.text, mention), "sentence": 0, "by": ["rules:constructed"]}],
        **{key: [] for key in ("agent", "target", "from_group", "to_group", "supporter")},
        "instrument": [],
        "places": [],
        "time": None,
        "counts": [],
        "sources": [],
        "codes": {"acled": None, "plover": None, "cameo": None, "ucdp": None},
        "notes": [],
        "made_by": MADE_BY,
    }  # fmt: skip
    return value | more


def pair_of(report, number, towns, killed, held):
    """Both events of a constructed report."""
    text = report.text
    first = record(
        report,
        f"ev_{2 * number:016x}",
        agent=[party(text, "Rebels", "rebels/SYR", "rebels (Syria)")],
        places=[place(text, towns[0])],
        time=time(text, "Monday", "2016-03-07"),
        counts=[{"measure": "killed", "low": killed, "high": None, "approx": False,
                 **words(text, f"at least {killed}")}],
        sources=[{**words(text, "residents"), "kind": "witness", "anonymous": True, "cue": "said"}],
        confidence=round(0.4 + 0.03 * number, 2),
    )  # fmt: skip
    second = record(
        report,
        f"ev_{2 * number + 1:016x}",
        "arrest",
        "coercion",
        "arrested",
        agent=[party(text, "Government forces", "state/SYR", "Syrian government")],
        places=[place(text, towns[1])],
        time=time(text, "Sunday", "2016-03-06"),
        counts=[{"measure": "detained", "low": held, "high": held, "approx": False,
                 **words(text, str(held), text.index("arrested"))}],
        confidence=round(0.42 + 0.03 * number, 2),
    )  # fmt: skip
    return first, second


def add(casefile, report, *records):
    """Put a report with its records into a casefile."""
    original = report.text.encode("utf-8")
    return casefile.add(report, original, list(records), MADE_BY, "maria", NOON)


def fill(casefile):
    """Ten reports with two events each, one in Arabic, one that attacks whoever shows it."""
    towns = list(TOWNS)
    for number in range(10):
        pair = towns[number], towns[number + 1]
        text = SHELLED.format(*pair, 11 + number, 3 + number)
        report = report_of_text(
            text, id=f"r{number}", title=f"Constructed report {number}", source="Constructed News",
            published=date(2016, 3, 8),
        )  # fmt: skip
        add(casefile, report, *pair_of(report, number, pair, 11 + number, 3 + number))
    arabic = report_of_text(
        ARABIC, id="arabic", title="قصف في مضايا", source="Constructed News", language="ar",
        published=date(2016, 3, 8),
    )  # fmt: skip
    told = record(
        arabic, "ev_00000000000000aa", mention="قصفوا",
        agent=[party(ARABIC, "المسلحين")], places=[place(ARABIC, "Madaya", "مضايا")],
        time=time(ARABIC, "يوم الاثنين", "2016-03-07"), confidence=0.3,
    )  # fmt: skip
    add(casefile, arabic, told)
    hostile = report_of_text(
        HOSTILE, id="hostile", title=f"Title {ATTACK}", source=f"Source {ATTACK}",
        url="javascript:alert('url')", published=date(2016, 3, 8),
    )  # fmt: skip
    named = party(HOSTILE, "Rebels", "rebels/SYR", f"Actor {ATTACK}")
    add(
        casefile,
        hostile,
        record(
            hostile,
            "ev_00000000000000bb",
            agent=[named],
            places=[place(HOSTILE, "Homs")],
            notes=[ATTACK],
        ),
    )


def fill_isis(case):
    """Two defections, one denied; infighting; a commander shot; a town lost on an unknown day."""
    report = report_of_text(ISIS_TEXT, id="isis", source="Constructed", published=date(2016, 3, 8))
    us = party(ISIS_TEXT, "Militants", *ISIS)
    commander = party(ISIS_TEXT, "A commander", *ISIS)
    monday = time(ISIS_TEXT, "Monday", "2016-03-07")
    week = monday | {"earliest": "2016-03-05", "precision": "week"}
    said = {"sentences": [{"start": 0, "end": 62, "quote": ISIS_TEXT[:62]}]}

    def defected(low, high):
        return [{"measure": "defected", "low": low, "high": high, "approx": False,
                 "start": 0, "end": 9, "quote": "Militants"}]  # fmt: skip

    def event(number, type, **more):
        family = load_codebook().types[type].family
        return record(report, f"ev_{0xC0 + number:016x}", type, family, "deserted", **more)

    add(
        case,
        report,
        event(1, "defection", agent=[us], time=monday, counts=defected(12, 20), **said),
        event(2, "defection", agent=[us], time=week, counts=defected(5, None)),
        event(3, "defection", agent=[us], time=monday, factuality="denied"),
        event(4, "battle", agent=[us], target=[us], time=monday),
        event(5, "battle", agent=[us], time=monday),
        event(6, "killing", target=[commander], time=monday, places=[place(ISIS_TEXT, "Homs")]),
        event(7, "killing", target=[us], time=monday),
        event(8, "territory_seized", target=[us]),
    )


def make_case(folder):
    """A casefile full of these, closed."""
    with Casefile.create(str(folder), "maria", NOON) as casefile:
        fill(casefile)
    return folder


@contextlib.contextmanager
def opened(case, folder, **settings):
    """A client of a desk on a copy of the casefile; `client.room` is the desk's own."""
    with reopened(shutil.copytree(case, folder / "case"), **settings) as client:
        yield client


@contextlib.contextmanager
def reopened(case, **settings):
    """The same on the casefile itself."""
    with Casefile.open(str(case)) as casefile:
        settings = {"now": lambda: NOON, "alone": "maria", "engine": "rules"} | settings
        app = create_app(casefile, DeskSettings(**settings))
        app.state.room.accounts = Accounts(
            casefile.store, PasswordHasher(time_cost=1, memory_cost=64)
        )
        with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
            client.room = app.state.room
            yield client


def csrf_of(answer):
    """What a form of the page brings back."""
    return re.search(r'name="csrf" value="(\w+)"', answer.text)[1]


def post(client, to, page="/events/ev_0000000000000002", **form):
    """A form of a page, sent."""
    return client.post(to, data={"csrf": csrf_of(client.get(page)), **form})


def doubt(casefile, left, right):
    """Let the machine be unsure of two events, as the most alike of all pairs."""
    row = {"left_id": left, "right_id": right, "verdict": "unsure", "score": 0.999, "barred": False}
    both = (pair.c.left_id == left) & (pair.c.right_id == right)
    with casefile.store.writing() as connection:
        connection.execute(delete(pair).where(both))
        connection.execute(insert(pair), row | {"reasons": '["constructed: both are told alike"]'})
