"""What a watch remembers from run to run: when to ask a feed next, and what was read of it."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dateline.errors import UsageError

SCHEMA = "dateline.watch/1"
_MOST_KEPT = 5000  # entries remembered of a feed: more than any feed holds


@dataclass
class FeedState:
    """One feed. Times are seconds since 1970.

    etag, modified: what the server gave, to ask only for what is newer; next_at: not to be asked
    before; failures: how often in a row it did not answer; read: keys of entries done, the newest
    last.
    """

    etag: str | None = None
    modified: str | None = None
    next_at: float = 0.0
    failures: int = 0
    read: list[str] = field(default_factory=list)

    def done(self, key: str) -> None:
        """Remember an entry as read."""
        self.read.append(key)
        del self.read[:-_MOST_KEPT]


@dataclass
class WatchState:
    """All feeds, by their address."""

    feeds: dict[str, FeedState] = field(default_factory=dict)

    def of(self, address: str) -> FeedState:
        """The state of a feed, a new one if it has none."""
        return self.feeds.setdefault(address, FeedState())


def load_state(path: Path) -> WatchState:
    """What was remembered; nothing where there is no file. Raises UsageError for another file."""
    try:
        value = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return WatchState()
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read as the state of a watch: {error}") from error
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise UsageError(f"{path} is not the state of a watch: name another with --state")
    return WatchState({name: FeedState(**feed) for name, feed in value["feeds"].items()})


def save_state(path: Path, state: WatchState) -> None:
    """Write it in one step: a run that is cut short leaves what was there or what is new."""
    part = path.with_name(f"{path.name}.part")
    value = {"schema": SCHEMA, **asdict(state)}
    with part.open("w", encoding="utf-8") as out:
        json.dump(value, out, ensure_ascii=False)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
