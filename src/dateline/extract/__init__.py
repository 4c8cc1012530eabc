"""From a reading to the happenings it tells, through a reader (`rules`, later others)."""

from dateline.extract.join import join_proposals
from dateline.extract.reader import Reader
from dateline.extract.rules import RulesReader

__all__ = ["Reader", "RulesReader", "join_proposals"]
