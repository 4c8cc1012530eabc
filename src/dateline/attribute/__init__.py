"""Who says so, and how surely: sources, factuality, certainty of the doer."""

from dateline.attribute.certainty import judge_certainty
from dateline.attribute.event import attribute, sources_of
from dateline.attribute.factuality import judge_factuality
from dateline.attribute.find import find_attributions
from dateline.attribute.speakers import Voices

__all__ = [
    "Voices",
    "attribute",
    "find_attributions",
    "judge_certainty",
    "judge_factuality",
    "sources_of",
]
