"""The order of merging: events of many reports -> incidents, whatever order they come in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.codebook.merging import Merging
from dateline.codebook.traits import Traits
from dateline.merge.cluster import Group, cluster
from dateline.merge.findings import Setting, setting_of
from dateline.merge.incident import Incident, incident_of
from dateline.merge.judge import Judgement, judge_pair
from dateline.merge.keys import pairs_to_compare
from dateline.merge.profile import Profile, profile_of
from dateline.merge.record import EventRecord
from dateline.merge.reprints import Copy, find_copies, printings
from dateline.merge.rulings import Ruling, SetAside, standing
from dateline.merge.sentences import sentences_of
from dateline.merge.vetoes import veto


@dataclass(frozen=True, slots=True)
class Prepared:
    """Events ready to be compared: their profiles by id, and which pairs to look at."""

    profiles: Mapping[str, Profile]
    pairs: Sequence[tuple[str, str]]
    copies: Sequence[Copy]
    setting: Setting


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups of accounts by their first id, and the judgements, people's among them."""

    groups: tuple[Group, ...]
    judgements: tuple[Judgement, ...]
    set_aside: tuple[SetAside, ...] = ()


def prepare(
    events: Iterable[EventRecord],
    merging: Merging,
    traits: Traits,
    texts: Mapping[str, str] | None = None,
) -> Prepared:
    """Profiles, copies and pairs. `texts` are reports' full texts by id, where they are known."""
    ordered = sorted(events, key=lambda event: event.id)
    told = texts or {}
    copies = find_copies(ordered, told, merging.limits)
    printed = printings({event.doc_id for event in ordered}, copies)
    setting = setting_of(merging, traits)
    profiles = [
        profile_of(
            event,
            merging.stop_words,
            tuple(sentences_of(event, told.get(event.doc_id, ""))),
            printed[event.doc_id],
        )
        for event in ordered
    ]
    pairs = pairs_to_compare(profiles, setting)
    return Prepared({each.id: each for each in profiles}, pairs, copies, setting)


def judge(prepared: Prepared) -> Iterator[Judgement]:
    """The judgement on each pair, in order."""
    for left, right in prepared.pairs:
        yield judge_pair(prepared.profiles[left], prepared.profiles[right], prepared.setting)


def group(
    profiles: Mapping[str, Profile],
    judgements: Iterable[Judgement],
    setting: Setting,
    rulings: Sequence[Ruling] = (),
) -> Grouping:
    """Accounts in groups of one happening each; `rulings` are people's, oldest first.

    Judgements on accounts that are not among the profiles are passed over.
    """
    weights = setting.merging.weights
    ruled = standing(rulings, profiles.keys())
    given = (each for each in judgements if each.left in profiles and each.right in profiles)
    judged = ruled.applied_to(given, weights.different)

    def apart(left: str, right: str) -> bool:
        return veto(profiles[left], profiles[right], setting) is not None

    reports = {id: profile.doc_id for id, profile in profiles.items()}
    groups = cluster(reports, judged, weights.same, apart, ruled.together)
    in_order = sorted(judged, key=_pair)
    return Grouping(groups, tuple(in_order), ruled.set_aside)


def incidents_of(
    profiles: Mapping[str, Profile],
    grouping: Grouping,
    copies: Iterable[Copy],
    setting: Setting,
    which: Sequence[Group] | None = None,
    beyond: Sequence[Judgement] = (),
) -> Iterator[Incident]:
    """Incidents by their first event's id, each with the judgements that made it what it is.

    Of all groups, or of `which` of them; `beyond` are judgements on one of their accounts and one
    that is in none of the groups.
    """
    told = _told(grouping, beyond)
    by_report = _copies_by_report(copies)
    for each in grouping.groups if which is None else which:
        members = [profiles[id] for id in each.members]
        docs = sorted({profile.doc_id for profile in members})
        near = list(dict.fromkeys(copy for doc in docs for copy in by_report[doc]))
        yield incident_of(members, told[each.members[0]], near, setting.traits.grain)


def gather(
    prepared: Prepared, judgements: Sequence[Judgement], rulings: Sequence[Ruling] = ()
) -> Iterator[Incident]:
    """The incidents of all accounts."""
    grouping = group(prepared.profiles, judgements, prepared.setting, rulings)
    return incidents_of(prepared.profiles, grouping, prepared.copies, prepared.setting)


def merge_events(
    events: Iterable[EventRecord],
    merging: Merging,
    traits: Traits,
    texts: Mapping[str, str] | None = None,
) -> tuple[Incident, ...]:
    """All at once: the incidents that the events of many reports tell of."""
    prepared = prepare(events, merging, traits, texts)
    return tuple(gather(prepared, list(judge(prepared))))


def _told(
    grouping: Grouping, beyond: Sequence[Judgement] = ()
) -> Mapping[str | None, list[Judgement]]:
    """For each group the judgements to show: those that joined it, those inside it that do not
    say "same", people's, and those that leave unsure whether an account outside belongs to it."""
    group_of = {id: each.members[0] for each in grouping.groups for id in each.members}
    deciding = {pair for each in grouping.groups for pair in each.deciding}
    shown: dict[str | None, list[Judgement]] = defaultdict(list)
    judged = [*grouping.judgements, *beyond]
    for each in sorted(judged, key=_pair) if beyond else judged:
        left, right = group_of.get(each.left), group_of.get(each.right)
        ruled = each.by != "merge"
        if left == right:
            if ruled or each.verdict != "same" or (each.left, each.right) in deciding:
                shown[left].append(each)
        elif ruled or each.verdict != "different":
            shown[left].append(each)
            shown[right].append(each)
    return shown


def _pair(judgement: Judgement) -> tuple[str, str]:
    return judgement.left, judgement.right


def _copies_by_report(copies: Iterable[Copy]) -> Mapping[str, list[Copy]]:
    found: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        found[copy.left].append(copy)
        found[copy.right].append(copy)
    return found
