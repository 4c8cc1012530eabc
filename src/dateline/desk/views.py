"""What an exploring page looks at, as its address says it: all of the view, and nothing else."""

from typing import Annotated, Any

from fastapi import Depends, Query

from dateline.desk.queries import day_of, words_of
from dateline.errors import UsageError
from dateline.store import EventQuery

COUNTED = ("events", "incidents")
USUAL = {"status": "in force", "factuality": "asserted", "count": "events"}
KEYS = ("status", "type", "family", "factuality", "country", "adm1", "actor", "earliest",
        "latest", "text", "box", "count")  # fmt: skip
_FILTERS = ("type", "family", "country", "adm1", "actor", "earliest", "latest", "text")


class Viewed:
    """The filters of an address, which every link on the page carries on.

    Unlike the queue's, they leave out what is not told as fact, unless they say otherwise.
    """

    def __init__(
        self,
        status: Annotated[str, Query()] = USUAL["status"],
        type: Annotated[str, Query()] = "",
        family: Annotated[str, Query()] = "",
        factuality: Annotated[str, Query()] = USUAL["factuality"],
        country: Annotated[str, Query()] = "",
        adm1: Annotated[str, Query()] = "",
        actor: Annotated[str, Query()] = "",
        earliest: Annotated[str, Query()] = "",
        latest: Annotated[str, Query()] = "",
        text: Annotated[str, Query()] = "",
        box: Annotated[str, Query()] = "",
        count: Annotated[str, Query()] = USUAL["count"],
    ) -> None:
        given = locals()
        self.values = {key: words_of(given[key]) or USUAL.get(key, "") for key in KEYS}
        self.values["country"] = self.values["country"].upper()
        self.values["earliest"] = day_of(earliest)
        self.values["latest"] = day_of(latest)
        self.box = box_of(self.values["box"])
        if self.values["count"] not in COUNTED:
            raise UsageError(f"no count {count!r}: known are {', '.join(COUNTED)}")

    def query(self, limit: int = 50, after: str | None = None) -> EventQuery:
        """The same, as the casefile is asked."""
        is_any = self.values["factuality"] == "any"
        given: dict[str, Any] = {key: self.values[key] or None for key in _FILTERS}
        return EventQuery(
            **given,
            status=self.values["status"],
            factuality=None if is_any else self.values["factuality"],
            box=self.box,
            scene=True,
            once=self.values["count"] == "incidents",
            order="day",
            limit=limit,
            after=after or None,
        )

    @property
    def carried(self) -> dict[str, str]:
        """What a link has to repeat: all that differs from a bare page."""
        return {
            key: value for key, value in self.values.items() if value and value != USUAL.get(key)
        }

    @property
    def listed(self) -> dict[str, str]:
        """The same for the queue and the reading screen, which know fewer filters."""
        known = {key: self.values[key] for key in (*_FILTERS, "status") if self.values[key]}
        known.pop("adm1", None)
        exact = self.values["factuality"]
        return known | {"order": "day"} | ({} if exact == "any" else {"factuality": exact})


def box_of(given: str) -> tuple[float, float, float, float] | None:
    """South, west, north, east in degrees. Raises UsageError for anything else."""
    if not given:
        return None
    try:
        south, west, north, east = (float(part) for part in given.split(","))
    except ValueError:
        raise UsageError(f"{given!r} is no box: write south,west,north,east in degrees") from None
    if not (-90 <= south <= north <= 90 and -540 <= west <= east <= 540):
        raise UsageError(f"{given!r} is no box of the world: write south,west,north,east")
    return south, west, north, east


View = Annotated[Viewed, Depends()]
