"""A group of accounts -> an incident, which keeps all that each of them says."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.merge.distance import fine, label
from dateline.merge.judge import Judgement
from dateline.merge.profile import Days, Profile
from dateline.merge.record import ROLES, PlaceRecord, Role
from dateline.merge.reprints import Copy
from dateline.merge.tolls import Toll, tolls_of

PRECISIONS = ("site", "town", "district", "province", "region", "country")


@dataclass(frozen=True, slots=True)
class Account:
    """One telling: a report's, or that of all copies of one text together."""

    doc_ids: tuple[str, ...]
    events: tuple[str, ...]
    outlets: tuple[str, ...]
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class When:
    """The days that fit every account that states some, and if none do, all days told."""

    earliest: date | None
    latest: date | None
    agreed: bool
    reported: tuple[tuple[str, Days], ...]  # event id and its days


@dataclass(frozen=True, slots=True)
class Where:
    """A place with the events that name it, or name what holds it."""

    place: PlaceRecord
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Someone's part: the actor, or the words where nobody could be named."""

    role: Role
    id: str | None
    name: str
    kind: str | None
    country: str | None
    certainty: tuple[str, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening across reports. It owns no number: each stays with the account that gave it."""

    id: str
    type: str
    family: str
    types: tuple[tuple[str, tuple[str, ...]], ...]  # each type with the events that say so
    factuality: tuple[tuple[str, tuple[str, ...]], ...]
    events: tuple[str, ...]
    doc_ids: tuple[str, ...]
    accounts: tuple[Account, ...]
    time: When
    place: Where | None
    places: tuple[Where, ...]
    actors: tuple[Part, ...]
    counts: tuple[Toll, ...]
    denials: tuple[tuple[str, str | None], ...]  # events that say it did not happen, and who does
    judgements: tuple[Judgement, ...]

    @property
    def denied_by(self) -> tuple[str, ...]:
        """Events that say it did not happen."""
        return tuple(event for event, _ in self.denials)


def incident_of(
    profiles: Sequence[Profile],
    judgements: Sequence[Judgement],
    copies: Sequence[Copy],
    grain: Mapping[tuple[str, str], str],
) -> Incident:
    """The incident of accounts given in the order of their ids."""
    events = tuple(each.id for each in profiles)
    kind = _type(profiles, grain)
    found = _places(profiles)
    return Incident(
        id=incident_id(events),
        type=kind,
        family=next(each.event.family for each in profiles if each.event.type == kind),
        types=_told((each.event.type, each.id) for each in profiles),
        factuality=_told((each.event.factuality, each.id) for each in profiles),
        events=events,
        doc_ids=tuple(sorted({each.event.doc_id for each in profiles})),
        accounts=_accounts(profiles, copies),
        time=_time(profiles),
        place=found[0] if found else None,
        places=found,
        actors=_parts(profiles),
        counts=tolls_of(profiles),
        denials=tuple(_denials(profiles)),
        judgements=tuple(judgements),
    )


def incident_id(events: Sequence[str]) -> str:
    """The id of the incident of these events, given in the order of their ids."""
    return "inc_" + hashlib.sha256("|".join(events).encode()).hexdigest()[:16]


def _denials(profiles: Iterable[Profile]) -> Iterator[tuple[str, str | None]]:
    for each in profiles:
        if each.event.factuality == "denied":
            said = next((source.quote for source in each.event.sources if source.quote), None)
            yield each.id, said or each.event.report.source


def _told(said: Iterable[tuple[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each value with the events that say it, that of most events first."""
    by_value: dict[str, list[str]] = defaultdict(list)
    for value, event in said:
        by_value[value].append(event)
    ranked = sorted(by_value.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple((value, tuple(events)) for value, events in ranked)


def _type(profiles: Sequence[Profile], grain: Mapping[tuple[str, str], str]) -> str:
    """The type most accounts give, or one of the others that says the same more exactly."""
    seen = {(each.account, each.event.type) for each in profiles}
    counted = Counter(kind for _, kind in seen)
    best, *others = sorted(counted, key=lambda kind: (-counted[kind], kind))
    for other in others:
        best = grain.get((best, other), best)
    return best if best in counted else sorted(counted)[0]


def _accounts(profiles: Sequence[Profile], copies: Sequence[Copy]) -> tuple[Account, ...]:
    by_account: dict[str, list[Profile]] = defaultdict(list)
    for each in profiles:
        by_account[each.account].append(each)
    return tuple(_account(by_account[key], copies) for key in sorted(by_account))


def _account(profiles: Sequence[Profile], copies: Sequence[Copy]) -> Account:
    docs = {each.event.doc_id for each in profiles}
    outlets = {each.event.report.source for each in profiles if each.event.report.source}
    linked = tuple(copy for copy in copies if copy.left in docs and copy.right in docs)
    ids = tuple(each.id for each in profiles)
    return Account(tuple(sorted(docs)), ids, tuple(sorted(outlets)), linked)


def _time(profiles: Sequence[Profile]) -> When:
    reported = tuple((each.id, each.days) for each in profiles if each.days)
    days = [told for _, told in reported if told.stated] or [told for _, told in reported]
    if not days:
        return When(None, None, True, ())
    first, last = max(d.earliest for d in days), min(d.latest for d in days)
    if first <= last:
        return When(first, last, True, reported)
    whole = min(d.earliest for d in days), max(d.latest for d in days)
    return When(*whole, False, reported)


def _places(profiles: Sequence[Profile]) -> tuple[Where, ...]:
    """All places told, the one that most accounts speak for first, of those the finest."""
    named: dict[tuple[object, ...], PlaceRecord] = {}
    events: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for profile in profiles:
        for place in profile.places:
            key = _key(place)
            named[key] = max((named.get(key, place), place), key=lambda each: each.score)
            if profile.id not in events[key]:
                events[key].append(profile.id)
    account = {each.id: each.account for each in profiles}
    found = [Where(place, tuple(events[key])) for key, place in named.items()]
    return tuple(sorted(found, key=lambda where: _place_rank(where, found, account)))


def _key(place: PlaceRecord) -> tuple[object, ...]:
    if place.geonameid is not None:
        return (place.geonameid,)
    return (place.name, place.adm1, place.country, None if place.name else place.quote)


def _place_rank(
    where: Where, every: Sequence[Where], account: Mapping[str, str]
) -> tuple[object, ...]:
    voices = {account[e] for o in every if _speaks_for(o.place, where.place) for e in o.events}
    precision = where.place.precision
    exact = PRECISIONS.index(precision) if precision in PRECISIONS else len(PRECISIONS)
    return where.place.name is None, -len(voices), exact, -where.place.score, label(where.place)


def _speaks_for(told: PlaceRecord, place: PlaceRecord) -> bool:
    """Whether who names `told` may mean `place`: the place itself, or its province."""
    if _key(told) == _key(place):
        return True
    return told.precision == "province" and fine(place) and told.adm1 == place.adm1 is not None


def _parts(profiles: Sequence[Profile]) -> tuple[Part, ...]:
    """Each actor of a role once, those of most events first; without a name, by the words."""
    found: dict[tuple[Role, str], Part] = {}
    for profile in profiles:
        for role in ROLES:
            for party in profile.event.parties(role):
                actor = party.actor
                name = actor.name if actor else (party.quote or "")
                if not name:
                    continue
                key = (role, actor.id if actor else name.lower())
                part = found.get(key) or Part(
                    role, actor.id if actor else None, name, actor.kind if actor else None,
                    actor.country if actor else None, (), (),
                )  # fmt: skip
                found[key] = _with(part, party.certainty, profile.id)
    return tuple(
        sorted(found.values(), key=lambda p: (ROLES.index(p.role), -len(p.events), p.name))
    )


def _with(part: Part, certainty: str, event: str) -> Part:
    surely = tuple(sorted({*part.certainty, certainty}))
    events = tuple(dict.fromkeys((*part.events, event)))
    return Part(part.role, part.id, part.name, part.kind, part.country, surely, events)
