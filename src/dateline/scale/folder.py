"""A folder of shards: events-00000.jsonl ..., manifest.jsonl, rejected.jsonl.

The manifest's first line says how the reports were coded; each line after it stands for a shard
that is complete, with the SHA-256 of its file. A shard is written beside its name, put in place
whole, and only then entered: what a kill leaves behind is never taken for a shard.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from dateline.errors import UsageError
from dateline.scale.setup import Refused
from dateline.scale.storage import Storage, storage_at

SCHEMA = "dateline.shards/1"
MANIFEST, REJECTED = "manifest.jsonl", "rejected.jsonl"


@dataclass(frozen=True, slots=True)
class Shard:
    """A complete shard."""

    shard: int
    file: str
    sha256: str
    reports: int
    events: int
    passed_over: int
    rejected: tuple[Refused, ...]

    @property
    def read(self) -> int:
        """How many reports of the input it stands for."""
        return self.reports + len(self.rejected)


class ShardFolder:
    """Where a run's shards are kept."""

    def __init__(self, storage: Storage, size: int, shards: list[Shard]) -> None:
        """`size`: reports in a shard."""
        self.storage, self.size, self.shards = storage, size, shards

    @classmethod
    def open(cls, path: Path | str, size: int, order: Mapping[str, object]) -> Self:
        """A new folder, or one whose run was stopped; `order` says what is coded and how.

        `path` may be an address of object storage.

        Raises UsageError if the folder was made for another order or holds something else,
        or one of its shards is not what its manifest says.
        """
        head = {"schema": SCHEMA, "size": size, **order}
        storage = storage_at(path)
        if storage.read(MANIFEST) is None:
            if not storage.is_empty():
                raise UsageError(f"{path} is not empty and holds no {MANIFEST}: name a new folder")
            storage.write(MANIFEST, json.dumps(head, ensure_ascii=False) + "\n")
        first, *lines = _complete_lines(storage)
        if first != head:
            differs = sorted(key for key in head | first if head.get(key) != first.get(key))
            raise UsageError(
                f"{path} was made by another order ({', '.join(differs)} differ): name a new folder"
            )
        folder = cls(storage, size, [_shard(line) for line in lines])
        folder._check()
        folder._write_rejected()
        return folder

    def keep(
        self, text: str, *, reports: int, events: int, passed_over: int,
        rejected: tuple[Refused, ...],
    ) -> Shard:  # fmt: skip
        """Write the next shard and enter it in the manifest."""
        number = len(self.shards)
        name = f"events-{number:05}.jsonl"
        self.storage.write(name, text)
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        shard = Shard(number, name, digest, reports, events, passed_over, rejected)
        self.storage.append(MANIFEST, json.dumps(asdict(shard), ensure_ascii=False) + "\n")
        self.shards.append(shard)
        self._write_rejected()
        return shard

    def check_resumed(self, shard: Shard, held: int) -> None:
        """Raise UsageError if the input holds fewer reports than when the shard was coded."""
        if held != shard.read:
            file = self.storage.name_of(shard.file)
            raise UsageError(
                f"{file} stands for {shard.read} reports and the input now has {held} there: "
                "name a new folder"
            )

    def _check(self) -> None:
        for shard in self.shards:
            held = self.storage.read(shard.file)
            if held is None or hashlib.sha256(held).hexdigest() != shard.sha256:
                file = self.storage.name_of(shard.file)
                raise UsageError(f"{file} is not what {MANIFEST} says: name a new folder")

    def _write_rejected(self) -> None:
        """Every report that could not be read, in the order of the input."""
        rows = [asdict(each) for shard in self.shards for each in shard.rejected]
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
        self.storage.write(REJECTED, "".join(lines))


def _shard(line: Mapping[str, Any]) -> Shard:
    return Shard(**{**line, "rejected": tuple(Refused(**each) for each in line["rejected"])})


def _complete_lines(storage: Storage) -> list[Any]:
    """The manifest's lines; one that a kill cut short is taken off the file."""
    text = (storage.read(MANIFEST) or b"").decode("utf-8", errors="ignore")
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        storage.write(MANIFEST, whole)
    return [json.loads(line) for line in whole.splitlines()]
