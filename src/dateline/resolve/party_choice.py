"""Which parties are an event's doers and targets: a small model weighs each, and says why."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dateline.codebook.actors import ActorTable
from dateline.codebook.party_weights import PartyWeights
from dateline.codebook.traits import Traits
from dateline.model import Happening, Participant, Reading, Span, Spans
from dateline.resolve.actor_phrase import Known, phrase_of
from dateline.resolve.actors import resolve_actor
from dateline.resolve.coreference import words_behind
from dateline.resolve.parties import Naming, Party, near_parties, told_parties
from dateline.resolve.party_near import near_features
from dateline.resolve.party_roster import Roster
from dateline.resolve.party_scene import CHOSEN, Scene, Surroundings
from dateline.resolve.party_sides import apart
from dateline.resolve.party_told import told_features
from dateline.resolve.time_candidates import telling_first
from dateline.trace import Finding

Findings = Mapping[str, tuple[Finding, ...]]  # role -> all that were weighed


def weigh_parties(
    happenings: Sequence[Happening],
    reading: Reading,
    speakers: tuple[Span, ...],
    tables: tuple[ActorTable, Traits],
    weights: PartyWeights,
) -> tuple[Findings, ...]:
    """For each happening, who may be its doers and targets. `speakers` are the report's sources."""
    joint = tables[1].joint
    found: list[Findings] = []
    for scene in scenes(happenings, reading, speakers, *tables):
        weighed = {
            role: tuple(
                finding_of(party, role, scene, weights) for party in parties_of(role, scene)
            )
            for role in CHOSEN
        }
        found.append(weighed if scene.happening.type in joint else apart(weighed))
    return tuple(found)


def scenes(
    happenings: Sequence[Happening],
    reading: Reading,
    speakers: tuple[Span, ...],
    actors: ActorTable,
    traits: Traits,
) -> Iterator[Scene]:
    """Each happening as its parties are weighed."""
    if not happenings:
        return
    known: Known = {}
    naming = Naming(
        reading,
        lambda span, head: resolve_actor(span, head, reading, actors, known),
        lambda span, head: words_behind(phrase_of(span, head, reading, actors, known)),
    )
    salience = Counter(party.key for parties in naming.named.values() for party in parties)
    around = Surroundings(reading, Spans(speakers), salience, actors, traits)
    ordered = [telling_first(each, reading) for each in happenings]
    told = [
        {role: told_parties(role, proposals, reading, naming) for role in CHOSEN}
        for proposals in ordered
    ]
    roster = Roster(list(zip(happenings, told, strict=True)), reading)
    for at, happening in enumerate(happenings):
        yield Scene(around, roster, at, naming.near(happening))


def parties_of(role: str, scene: Scene) -> tuple[Party, ...]:
    """Those whom the mentions give the role, then those who stand near."""
    told = scene.told[role]
    return (*told, *near_parties(told, scene.near))


def features_of(party: Party, role: str, scene: Scene) -> tuple[str, ...]:
    """Each feature once."""
    read = told_features if party.tellings else near_features
    return tuple(dict.fromkeys(read(party, role, scene)))


def model_of(party: Party, role: str) -> str:
    """The name of the model that weighs a party."""
    return f"{role}.{'told' if party.tellings else 'near'}"


def finding_of(party: Party, role: str, scene: Scene, weights: PartyWeights) -> Finding:
    """A party weighed; the score is rounded so that every machine decides alike."""
    model = model_of(party, role)
    table = weights.weights[model]
    found = [(name, table[name]) for name in features_of(party, role, scene) if name in table]
    score = round(1 / (1 + math.exp(-sum([weight for _, weight in found]))), 4)
    least = weights.thresholds[model]
    return Finding(party.participant, bool(party.tellings), score, least, tuple(found))


def kept_of(findings: Sequence[Finding]) -> tuple[Participant, ...]:
    """Those who have the role, in text order."""
    return tuple(sorted((f.participant for f in findings if f.kept), key=lambda p: p.span))
