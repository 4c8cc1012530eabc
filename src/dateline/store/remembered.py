"""Accounts ready to be compared, kept from one report to the next."""

from collections import OrderedDict
from collections.abc import Collection
from typing import Any

from dateline.merge import Profile
from dateline.store.connection import AnyRow

_REMEMBERED = 20_000  # accounts, the longest unused dropped first


class Remembered:
    """Accounts ready to be compared, kept from one report to the next.

    Used within writing transactions alone, of which there is one at a time.
    """

    def __init__(self) -> None:
        self._profiles: OrderedDict[tuple[Any, ...], Profile] = OrderedDict()

    def get(self, row: AnyRow, copies: frozenset[str]) -> Profile | None:
        """The account of a row, by its version, correction and copies, if it is remembered."""
        key = _key(row, copies)
        found = self._profiles.pop(key, None)
        if found is not None:
            self._profiles[key] = found  # as the one used last
        return found

    def put(self, row: AnyRow, told: Profile) -> Profile:
        """Remember the account of a row; gives it back."""
        found = self._profiles[_key(row, told.copies)] = told
        if len(self._profiles) > _REMEMBERED:
            self._profiles.popitem(last=False)
        return found

    def clear(self) -> None:
        """Keep none ready: a transaction was undone, and the numbers of its rows come again."""
        self._profiles.clear()

    def forget(self, ids: Collection[str]) -> None:
        """Keep no account of these events ready."""
        gone = set(ids)
        for key in [key for key in self._profiles if key[0] in gone]:
            del self._profiles[key]


def _key(row: AnyRow, copies: frozenset[str]) -> tuple[Any, ...]:
    return (row.id, row.version_id, row.corrected, copies)
