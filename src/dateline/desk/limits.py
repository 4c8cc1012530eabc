"""How often somebody may try: a count over the minutes just gone, kept in memory."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

_MOST_KEYS = 10_000  # beyond that, those that have run out are swept away


@dataclass
class RateLimit:
    """At most `most` times within `span` for each key."""

    most: int
    span: timedelta
    now: Callable[[], datetime]
    _times: dict[str, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))
    _lock: Lock = field(default_factory=Lock)

    def wait(self, key: str) -> int:
        """Seconds until another try is free; 0 if it is now."""
        with self._lock:
            times = self._recent(key)
            if len(times) < self.most:
                return 0
            return max(1, int((times[0] + self.span - self.now()).total_seconds()))

    def count(self, key: str) -> None:
        """Note one try."""
        with self._lock:
            if len(self._times) > _MOST_KEYS:
                for each in [key for key in self._times if not self._recent(key)]:
                    del self._times[each]
            self._recent(key).append(self.now())

    def forget(self, key: str) -> None:
        """Start anew, as after a login that succeeded."""
        with self._lock:
            self._times.pop(key, None)

    def _recent(self, key: str) -> deque[datetime]:
        times = self._times[key]
        while times and times[0] <= self.now() - self.span:
            times.popleft()
        return times
