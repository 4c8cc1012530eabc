"""What speaks for and against a party that a mention gives the role, in words to be checked.

`party_weights.json` holds a weight for each that was seen often enough; one it lacks weighs
nothing. None looks at which report, place or group it is.
"""

from collections.abc import Iterator

from dateline.model import Argument
from dateline.resolve.parties import Party
from dateline.resolve.party_leaning import leanings
from dateline.resolve.party_scene import OTHER_ROLE, PEOPLE, Scene
from dateline.resolve.party_words import article_of, names_nobody

STEPS = ((0.4, "doubts"), (0.6, "leans to"), (0.8, "is fairly sure of"), (1.1, "is sure of"))
OFTEN = 2


def told_features(party: Party, role: str, scene: Scene) -> Iterator[str]:
    """The names of the features of one whom a mention gives the role."""
    yield "before anything is weighed"
    yield f"in {scene.happening.type}"
    yield from _signs(party, scene)
    yield from _tellings(party, scene)
    yield from _words(party, scene)
    yield from _rivals(party, role, scene)
    yield from _other_role(party, role, scene)
    yield from _other_events(party, role, scene)
    yield from leanings(party, role, scene)


def is_grammatical(argument: Argument) -> bool:
    """Whether grammar took the words, not the network."""
    return "@" not in argument.by


def _signs(party: Party, scene: Scene) -> Iterator[str]:
    """What gives it the role: a slot of grammar, or the network and how surely."""
    found = set()
    for telling in party.tellings:
        argument = telling.argument
        if is_grammatical(argument):
            found.add(f"by {argument.by}")
        else:
            surely = next(words for most, words in STEPS if argument.score < most)
            found |= {"the network gives it the role", f"the network {surely} it"}
    for sign in sorted(found):
        yield sign
        yield f"{sign}, in {scene.group}"


def _tellings(party: Party, scene: Scene) -> Iterator[str]:
    """Which mentions of the event give it the role."""
    proposals = [telling.proposal for telling in party.tellings]
    heads = [telling.argument.head for telling in party.tellings]
    once = len({p.head for p in proposals}) == 1
    yield f"told by {'one mention' if once else 'several mentions'}"
    if len(scene.happening.proposals) == 1:
        yield "the event has one mention"
    first = party.tellings[0].at == 0
    yield "told by the mention that tells most" if first else "told by a lesser mention only"
    sentences = [scene.reading.sentences[scene.sentence_of(head)] for head in heads]
    words = [scene.reading.tokens[head] for head in heads]
    if all(token.pos == "PRON" for token in words):
        yield "told by a pronoun only"
        yield f"told by “{words[0].text.lower()}” only"
    if all(sentence.headline for sentence in sentences):
        yield "told in the headline only"
    if any(telling.argument.certainty != "asserted" for telling in party.tellings):
        yield "accused, or it claims it"
    if not any(p.by.startswith("rules") for p in proposals):
        yield "of a mention that the network alone finds"
    if any(scene.sentence_of(p.head) != s.i for p, s in zip(proposals, sentences, strict=True)):
        yield "in another sentence than the event's word"


def _words(party: Party, scene: Scene) -> Iterator[str]:
    nature, article = scene.nature(party), article_of(party.head, scene.reading)
    yield f"is {nature}"
    yield f"is {nature}, in {scene.group}"
    known = "is told of by kind" if party.key else "nobody could be named"
    yield "is named" if scene.is_named(party) else known
    if scene.is_place_name(party):
        yield "its words are the name of a place"
        yield f"its words are the name of a place, in {scene.group}"
    if names_nobody(party.head, scene.reading):
        yield "its words name nobody"
    yield f"its words are {article}"
    yield f"its words are {article}, it is {nature}"
    if scene.is_counted(party.participant.span):
        yield "the toll counts it"
    quote = party.participant.quote
    if quote.islower() and " " not in quote:
        yield "one bare word in lower case"


def _rivals(party: Party, role: str, scene: Scene) -> Iterator[str]:
    """Whom else the mentions give the role."""
    rivals = [other for other in scene.told[role] if other is not party]
    if not rivals:
        yield "nobody else has the role"
        return
    nature = scene.nature(party)
    natures = [
        nature
        for other, nature in zip(scene.told[role], scene.natures[role], strict=True)
        if other is not party
    ]
    yield "others have the role as well"
    yield from _rank(party, scene.told[role][0], nature)
    counted = any(scene.is_counted(rival.participant.span) for rival in rivals)
    if counted and not scene.is_counted(party.participant.span):
        yield "the toll counts another"
        yield f"the toll counts another, this is {nature}"
    yield from _alike(party, rivals, scene)
    if kin := scene.kin_with(party, role):
        yield f"{kin} another"
        yield f"{kin} another, this is {nature}"
    if any(other in PEOPLE for other in natures) and nature not in PEOPLE:
        yield f"people have the role as well, this is {nature}"
    if any(_by_grammar(rival) for rival in rivals) and not _by_grammar(party):
        yield "grammar gives the role to another"


def _by_grammar(party: Party) -> bool:
    return any(is_grammatical(telling.argument) for telling in party.tellings)


def _rank(party: Party, first: Party, nature: str) -> Iterator[str]:
    if party is first:
        yield "told before the others"
        return
    same = party.tellings[0].at == first.tellings[0].at
    rank = f"told by {'the same' if same else 'a later'} mention than the first"
    yield rank
    yield f"{rank}, {nature}"


def _alike(party: Party, rivals: list[Party], scene: Scene) -> Iterator[str]:
    """Others of the same nature, and names beside one told of by kind."""
    nature = scene.nature(party)
    alike = [rival for rival in rivals if scene.nature(rival) == nature]
    if scene.is_named(party):
        if any(scene.is_named(rival) for rival in alike):
            yield "another of its kind is named too"
        return
    if any(scene.is_named(rival) for rival in rivals):
        yield "another is named"
        yield f"another is named, this is {nature}"
    if alike:
        yield "another is of the same kind"


def _other_role(party: Party, role: str, scene: Scene) -> Iterator[str]:
    span = party.participant.span
    if kin := scene.kin_with(party, OTHER_ROLE[role]):
        yield f"{kin} one who has the other role"
    for rival in scene.told[OTHER_ROLE[role]]:
        if rival.participant.span.overlaps(span):
            yield "the same words have the other role"
        elif rival.key is not None and rival.key == party.key:
            yield "the same actor has the other role"


def _other_events(party: Party, role: str, scene: Scene) -> Iterator[str]:
    """The same words in events told in the same sentence."""
    own = {telling.argument.span for telling in party.tellings}
    here = frozenset(scene.sentence_of(telling.proposal.head) for telling in party.tellings)
    for _, told in scene.others_in(here):
        for which, name in ((role, "the role"), (OTHER_ROLE[role], "the other role")):
            theirs = [t.argument for each in told[which] for t in each.tellings]
            if any(a.span in own and is_grammatical(a) for a in theirs):
                yield f"grammar gives the words {name} in another event too"
    if party.key is not None and scene.around.salience[party.key] > OFTEN:
        yield "the report names it often"
