"""Items of a list of strikes: "Near Mosul, five strikes destroyed two buildings."

A report on strikes says once who made them and then goes on place by place. Each item is a
happening of its own (codebook section 1: another place), by the doer named before.
"""

from collections.abc import Sequence
from dataclasses import replace

from dateline.model import Argument, Proposal, Reading
from dateline.syntax import SUBJECTS, children

OPENINGS = frozenset("near in at outside around south north east west".split())
SIGNED = "list.agent"


def is_item(reading: Reading, proposal: Proposal) -> bool:
    """Whether a mention is a counted subject of a sentence that begins with a place."""
    token = reading.tokens[proposal.head]
    if token.pos != "NOUN" or token.dep not in SUBJECTS:
        return False
    sentence = reading.sentences[token.sentence]
    words = [each for each in reading.words(sentence) if each.pos not in ("PUNCT", "SPACE", "SYM")]
    opening = words[0] if words else token
    counted = bool(children(reading, proposal.head, "nummod"))
    return opening.text.lower() in OPENINGS and opening.i < proposal.head and counted


def with_doers(reading: Reading, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The mentions; an item without a doer has the one named last for an act of its type."""
    named: dict[str, tuple[Argument, ...]] = {}
    found = []
    for proposal in sorted(proposals, key=lambda each: each.trigger):
        doers = tuple(each for each in proposal.arguments if each.role == "agent")
        if doers:
            named[proposal.type] = doers
        elif proposal.type in named and is_item(reading, proposal):
            carried = tuple(replace(each, by=SIGNED) for each in named[proposal.type])
            proposal = replace(proposal, arguments=(*proposal.arguments, *carried))
        found.append(proposal)
    return tuple(found)
