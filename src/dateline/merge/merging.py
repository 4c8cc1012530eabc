"""The order of merging: events of many reports -> incidents, whatever order they come in."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.codebook.case import load_case_words
from dateline.codebook.merging import Merging
from dateline.codebook.traits import Traits
from dateline.merge.blocking import pairs_to_compare
from dateline.merge.cluster import Group, cluster
from dateline.merge.copies import one_in_print
from dateline.merge.findings import Setting
from dateline.merge.incident import Incident, incident_of
from dateline.merge.judge import Judgement, judge_pair
from dateline.merge.profile import Profile, profile_of, rarity_of
from dateline.merge.record import EventRecord
from dateline.merge.reprints import Copy, accounts_of, find_copies
from dateline.merge.sentences import sentences_of
from dateline.merge.vetoes import veto

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Events ready to be compared: their profiles by id, and which pairs to look at."""

    profiles: Mapping[str, Profile]
    pairs: Sequence[tuple[str, str]]
    copies: Sequence[Copy]
    setting: Setting


def prepare(
    events: Iterable[EventRecord],
    merging: Merging,
    traits: Traits,
    texts: Mapping[str, str] | None = None,
) -> Prepared:
    """Profiles, copies and pairs. `texts` are reports' full texts by id, where they are known."""
    ordered = sorted(events, key=lambda event: event.id)
    copies = find_copies(ordered, texts or {}, merging.limits)
    account = accounts_of(ordered, copies)
    profiles = [
        profile_of(
            event,
            account[event.doc_id],
            merging.stop_words,
            sentences_of(event, (texts or {}).get(event.doc_id, "")),
        )
        for event in ordered
    ]
    setting = Setting(merging, traits, rarity_of(profiles, load_case_words().ordinary))
    pairs = pairs_to_compare(profiles, setting)
    return Prepared({each.id: each for each in profiles}, pairs, copies, setting)


def judge(prepared: Prepared) -> Iterator[Judgement]:
    """The judgement on each pair, in order."""
    for left, right in prepared.pairs:
        one, other = prepared.profiles[left], prepared.profiles[right]
        yield one_in_print(one, other) or judge_pair(one, other, prepared.setting)


def gather(prepared: Prepared, judgements: Sequence[Judgement]) -> Iterator[Incident]:
    """Incidents by their first event's id, each with the judgements that made it what it is."""
    reports = {id: profile.event.doc_id for id, profile in prepared.profiles.items()}

    def apart(left: str, right: str) -> bool:
        one, other = prepared.profiles[left], prepared.profiles[right]
        return veto(one, other, prepared.setting) is not None

    groups = cluster(reports, judgements, prepared.setting.merging.weights.same, apart)
    told = _told(groups, judgements)
    copies = _copies_by_report(prepared.copies)
    for group in groups:
        profiles = [prepared.profiles[id] for id in group.members]
        docs = sorted({profile.event.doc_id for profile in profiles})
        near = list(dict.fromkeys(copy for doc in docs for copy in copies[doc]))
        grain = prepared.setting.traits.grain
        yield incident_of(profiles, told[group.members[0]], near, grain)


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
    groups: Sequence[Group], judgements: Sequence[Judgement]
) -> Mapping[str, list[Judgement]]:
    """For each group the judgements to show: those that joined it, those inside it that do not
    say "same", and those that leave unsure whether an account outside belongs to it."""
    group_of = {id: group.members[0] for group in groups for id in group.members}
    deciding = {pair for group in groups for pair in group.deciding}
    shown: dict[str, list[Judgement]] = defaultdict(list)
    for each in judgements:
        left, right = group_of[each.left], group_of[each.right]
        if left == right:
            if each.verdict != "same" or (each.left, each.right) in deciding:
                shown[left].append(each)
        elif each.verdict != "different":
            shown[left].append(each)
            shown[right].append(each)
    return shown


def _copies_by_report(copies: Sequence[Copy]) -> Mapping[str, list[Copy]]:
    found: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        found[copy.left].append(copy)
        found[copy.right].append(copy)
    return found
