"""Records that may be published: no private person's name, no source that could be at risk."""

from dateline.redact.events import public_events
from dateline.redact.mentions import public_mentions
from dateline.redact.shown import Shown, find_shown

__all__ = ["Shown", "find_shown", "public_events", "public_mentions"]
