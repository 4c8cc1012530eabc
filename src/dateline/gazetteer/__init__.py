"""The gazetteer: names of places, where they are, what they lie in."""

from dateline.gazetteer.keys import light_key, loose_key
from dateline.gazetteer.lookup import Entry, Gazetteer, open_gazetteer
from dateline.gazetteer.store import fingerprint

__all__ = ["Entry", "Gazetteer", "fingerprint", "light_key", "loose_key", "open_gazetteer"]
