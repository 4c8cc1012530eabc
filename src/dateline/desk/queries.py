"""Which events a page is about, as its address says it."""

from datetime import date
from typing import Annotated, Any, get_args

from fastapi import Depends, Query

from dateline.codebook import load_codebook
from dateline.errors import UsageError
from dateline.model import Factuality
from dateline.store import EventQuery

STATUSES = ("unreviewed", "accepted", "corrected", "rejected", "in force", "superseded",
            "retracted", "any")  # fmt: skip
ORDERS = ("priority", "day", "added")
KEYS = ("status", "type", "family", "factuality", "country", "actor", "earliest", "latest",
        "text", "report", "work", "order")  # fmt: skip


class Asked:
    """The filters of an address, which every link on the page carries on."""

    def __init__(
        self,
        status: Annotated[str, Query(description="How it stands; any: all.")] = "unreviewed",
        type: Annotated[str, Query(description="An event type of the codebook.")] = "",
        family: Annotated[str, Query(description="A family of types, such as cohesion.")] = "",
        factuality: Annotated[str, Query(description="Whether it is said to have happened.")] = "",
        country: Annotated[str, Query(description="Three letters, as in SYR.")] = "",
        actor: Annotated[str, Query(description="An actor's id, or words of a name.")] = "",
        earliest: Annotated[str, Query(description="Not before that day.")] = "",
        latest: Annotated[str, Query(description="Not after that day.")] = "",
        text: Annotated[str, Query(description="Words of the report or the event.")] = "",
        report: Annotated[str, Query(description="A report's id.")] = "",
        work: Annotated[str, Query(description="Who is to look at it, or (nobody).")] = "",
        order: Annotated[str, Query(description="priority, day or added.")] = "priority",
    ) -> None:
        given = locals()
        self.values = {key: words_of(given[key]) for key in KEYS}
        self.values["country"] = self.values["country"].upper()
        self.values["earliest"] = day_of(earliest)
        self.values["latest"] = day_of(latest)

    def query(self, limit: int = 50, after: str | None = None) -> EventQuery:
        """The same, as the casefile is asked. An empty filter is none."""
        given: dict[str, Any] = {key: value or None for key, value in self.values.items()}
        given["status"] = self.values["status"] or "unreviewed"
        given["order"] = self.values["order"] or "priority"
        return EventQuery(**given, limit=limit, after=after or None)

    @property
    def carried(self) -> dict[str, str]:
        """What a link has to repeat: all that differs from a bare queue."""
        usual = {"status": "unreviewed", "order": "priority"}
        return {
            key: value for key, value in self.values.items() if value and value != usual.get(key)
        }


def words_of(given: str) -> str:
    """What was written, without blanks around. Raises UsageError for what no word has."""
    if "\0" in given or any("\ud800" <= char <= "\udfff" for char in given):
        raise UsageError("a null character, or half of one, cannot be searched for")
    return given.strip()


def day_of(given: str) -> str:
    """A day as 2016-03-07, or "". Raises UsageError for anything else."""
    try:
        return date.fromisoformat(given.strip()).isoformat() if given.strip() else ""
    except ValueError:
        raise UsageError(f"{given!r} is not a day: write 2016-03-07") from None


Filters = Annotated[Asked, Depends()]


def choices() -> dict[str, tuple[str, ...]]:
    """What the lists of the filters offer."""
    types = load_codebook().types
    families = tuple(dict.fromkeys(entry.family for entry in types.values()))
    return {
        "type": tuple(sorted(types)),
        "family": families,
        "factuality": get_args(Factuality),
        "status": STATUSES,
        "order": ORDERS,
    }
