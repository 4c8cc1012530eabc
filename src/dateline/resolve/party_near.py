"""What speaks for and against an actor that stands near and that no mention gives the role."""

from collections.abc import Iterator, Sequence

from dateline.model import Reading
from dateline.resolve.parties import Party
from dateline.resolve.party_elsewhere import events_with, roles_elsewhere
from dateline.resolve.party_leaning import leaning_features, levels
from dateline.resolve.party_scene import CHOSEN, OTHER_ROLE, Scene, Stance
from dateline.resolve.party_words import article_of
from dateline.syntax import is_verb, path_up

UNTIED = (99, "in another clause")
DEEP = 3  # steps below the event's word
SLOTS = {
    "nsubj": "subject",
    "nsubjpass": "passive subject",
    "dobj": "object",
    "poss": "owner",
    "compound": "modifier",
    "amod": "modifier",
    "nmod": "modifier",
}
PREPOSITIONS = ("by", "of", "with", "against", "on", "from", "in", "to")
HERE = "in the event's sentence"


def near_features(party: Party, role: str, scene: Scene) -> Iterator[str]:
    """The names of the features of one who stands near."""
    stance = stance_of(party, scene)
    rivals, nature = scene.told[role], stance.nature
    empty = "others have the role" if rivals else "nobody has the role"
    yield empty
    yield f"{stance.where}, {empty}"
    yield f"is {nature}, {empty}"
    yield from stance.signs
    if nature in scene.natures[role]:
        yield "one of its kind has the role"
    for which, name in ((role, "the role"), (OTHER_ROLE[role], "the other role")):
        if kin := stance.kin[which]:
            yield f"{kin} one who has {name}"
    yield from roles_elsewhere(party, stance, role, scene)
    yield from leaning_features(stance.leaning, role, scene)


def stance_of(party: Party, scene: Scene) -> Stance:
    """How one who stands near is seen: worked out once for both roles."""
    known = scene.stances.get(party.participant.span)
    if known is None:
        nature, where = scene.nature(party), _where(party, scene)
        known = scene.stances[party.participant.span] = Stance(
            nature,
            where,
            tuple(_signs(party, nature, where, scene)),
            has={role: events_with(party, role, scene) for role in CHOSEN},
            kin={role: scene.kin_with(party, role) for role in CHOSEN},
            leaning=levels(party, scene),
        )
    return known


def _signs(party: Party, nature: str, where: str, scene: Scene) -> Iterator[str]:
    """The features that are the same for both roles."""
    yield "before anything is weighed"
    yield f"in {scene.happening.type}"
    yield f"is {nature}"
    yield f"is {nature}, in {scene.group}"
    yield "is named" if scene.is_named(party) else "is told of by kind"
    yield f"its words are {article_of(party.head, scene.reading)}"
    if where == HERE:
        yield from _tied(party, scene)
    yield from _standing(party, scene)


def _where(party: Party, scene: Scene) -> str:
    at = scene.sentence_of(party.head)
    if at in scene.here:
        return HERE
    if scene.reading.sentences[at].headline:
        return "in the headline"
    if at - 1 in scene.here:
        return "in the next sentence"
    return "in the sentence before" if at + 1 in scene.here else "two sentences before"


def _tied(party: Party, scene: Scene) -> Iterator[str]:
    """How grammar ties it to the event's words: the shortest tie."""
    ties = [
        _tie(party.head, proposal.head, scene.reading)
        for proposal in scene.happening.proposals
        if scene.sentence_of(proposal.head) == scene.sentence_of(party.head)
    ]
    _, name = min(ties)
    yield name
    yield f"{name}, in {scene.group}"


def _tie(head: int, trigger: int, reading: Reading) -> tuple[int, str]:
    """Steps between two words of a sentence, and what the first is to the second."""
    up, over = path_up(reading, head), path_up(reading, trigger)
    shared = next((i for i in over if i in up), None)
    if shared is None:
        return UNTIED
    mine, its = up[: up.index(shared)], over[: over.index(shared)]
    steps = len(mine) + len(its)
    if not mine:
        return steps, "above the event's word"
    slot = _slot(mine, reading)
    if not its:
        return steps, f"{slot} of the event's word" + (", deep" if len(mine) > DEEP else "")
    verbs = sum(is_verb(reading.tokens[i]) for i in (*its[1:], shared))
    return steps, f"{slot} of {'the clause around' if verbs <= 1 else 'a clause further up'}"


def _slot(mine: Sequence[int], reading: Reading) -> str:
    token = reading.tokens[mine[-1]]
    if token.dep not in ("prep", "agent"):
        return SLOTS.get(token.dep, "another part")
    return f"“{token.lemma}”" if token.lemma in PREPOSITIONS else "another preposition"


def _standing(party: Party, scene: Scene) -> Iterator[str]:
    """How often the report names it, whether it speaks, and how the event is told."""
    count = scene.around.salience[party.key]
    often = "once" if count <= 1 else "a few times" if count <= 3 else "often"
    yield f"the report names it {often}"
    if scene.around.speakers.overlap(party.participant.span):
        yield "it is a source"
    yield from scene.ways
