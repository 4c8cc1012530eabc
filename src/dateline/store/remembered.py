"""Accounts ready to be compared, kept from one report to the next."""

from collections import OrderedDict
from collections.abc import Collection
from typing import Any

from dateline.codebook.merging import load_merging
from dateline.merge import EventRecord, Printing, Profile, profile_of, sentences_of
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

    def put(self, row: AnyRow, record: str, printing: Printing) -> Profile:
        """The account of a row and its record, made and remembered."""
        found = self._profiles[_key(row, printing.copies)] = _profile(row, record, printing)
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


def _profile(row: AnyRow, text: str, printing: Printing) -> Profile:
    """The account. Its report goes by the casefile's id: two reports may be called alike."""
    record = EventRecord.model_validate_json(text)
    told = record.model_copy(update={"doc_id": row.report_id})
    return profile_of(told, load_merging().stop_words, tuple(sentences_of(record)), printing)
