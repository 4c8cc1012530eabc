"""Long lists a page at a time: a page says where the next one begins."""

import base64
import binascii
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from dateline.errors import UsageError
from dateline.store.connection import AnyRow

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Item = TypeVar("Item")
Query = TypeVar("Query", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some of what was asked for. `total` counts all; `next` asks for those after, if any."""

    items: tuple[Item, ...]
    total: int
    next: str | None


AT_ONCE = 200  # items of a long list that are read together


def every(
    find: Callable[[Query], Page[Item]], query: Query, limit: int | None = None
) -> Iterator[Item]:
    """All that a query finds, or the first `limit`, page after page."""
    left, after = limit, None
    while left is None or left > 0:
        size = AT_ONCE if left is None else min(left, AT_ONCE)
        page = find(replace(query, limit=size, after=after))
        yield from page.items
        left, after = None if left is None else left - len(page.items), page.next
        if after is None:
            return


def page_of(
    rows: Sequence[AnyRow],
    limit: int,
    total: int,
    read: Callable[[AnyRow], Item],
    place: Callable[[AnyRow], tuple[str, ...]],
) -> Page[Item]:
    """A page of rows of which one more than `limit` was asked for."""
    shown = rows[:limit]
    more = len(rows) > limit and bool(shown)
    following = _mark(place(shown[-1])) if more else None
    return Page(tuple(read(row) for row in shown), total, following)


def after_of(mark: str | None, parts: int) -> tuple[str, ...] | None:
    """Where a page begins. Raises UsageError for a mark that no page gave."""
    if mark is None:
        return None
    try:
        found = json.loads(base64.urlsafe_b64decode(mark.encode("ascii")))
    except (ValueError, binascii.Error, UnicodeEncodeError) as error:
        raise UsageError(f"no page begins after {mark!r}") from error
    if not isinstance(found, list) or len(found) != parts:
        raise UsageError(f"no page begins after {mark!r}")
    return tuple(map(str, found))


def _mark(place: tuple[str, ...]) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode("ascii")).decode("ascii")
