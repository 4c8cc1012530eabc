"""How much happened: counts by type, actor, place and week, with what is not sure kept apart."""

from dateline.trends.happenings import Happening, happenings_of
from dateline.trends.tally import BY, Row, tally

__all__ = ["BY", "Happening", "Row", "happenings_of", "tally"]
