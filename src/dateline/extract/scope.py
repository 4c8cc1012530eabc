"""Ordinary crime is no event: a workplace shooting, a gang murder and its trial.

Whether a killing is one is told by the report it stands in. A report that speaks of
offices, juries and gangs, and of hardly anyone who fights, rules or protests, is of crime.
"""

from collections.abc import Sequence

from dateline.codebook.traits import Traits
from dateline.extract.phrases import Senses
from dateline.model import Proposal, Reading

CRIME, PARTY = "ordinary_crime", "conflict_party"  # classes.yaml
FEWEST, KINDS = 3, 2  # words of crime, and different ones, that make a report one of crime
OUTWEIGHED = 2  # words of crime to a mention of a party to a conflict


def within_scope(
    reading: Reading, proposals: Sequence[Proposal], senses: Senses, traits: Traits
) -> tuple[Proposal, ...]:
    """The proposals without those that ordinary crime explains."""
    public = any(p.strength == "strong" and p.type in traits.public for p in proposals)
    if public or not is_of_crime(reading, senses):
        return tuple(proposals)
    return tuple(p for p in proposals if p.type not in traits.crimes)


def is_of_crime(reading: Reading, senses: Senses) -> bool:
    """Whether a report's words are those of ordinary crime rather than of conflict."""
    crime = [token.lemma for token in reading.tokens if senses.is_a(token.i, CRIME)]
    if len(crime) < FEWEST or len(set(crime)) < KINDS:
        return False
    parties = sum(senses.is_a(m.head, PARTY) for m in reading.of_kind("actor"))
    return len(crime) > OUTWEIGHED * parties
