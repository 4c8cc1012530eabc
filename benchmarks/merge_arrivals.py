"""How long one more report takes, by how many events are known.

    python benchmarks/merge_arrivals.py [--known 100000] [--arriving 200] [--days 4000]

Synthetic events of made-up incidents (merge.py), filed under their keys in memory; what a
store adds for looking up and writing is not in the figures. The fewer `--days` the events are
spread over, the more of them each new one has to be compared with.
"""

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from dateline.codebook.merging import load_merging
from dateline.codebook.traits import load_traits
from dateline.merge import (
    Judgement,
    Profile,
    Ruling,
    Setting,
    arrive,
    keys_of,
    profile_of,
    regroup,
    setting_of,
    sought_by,
)
from merge import synthetic


class Shelf:
    """Accounts in memory, by their keys."""

    def __init__(self) -> None:
        self._profiles: dict[str, Profile] = {}
        self._filed: dict[str, list[str]] = defaultdict(list)
        self._judged: dict[str, dict[tuple[str, str], Judgement]] = defaultdict(dict)
        self._settled: set[str] = set()

    def file(self, profile: Profile, setting: Setting) -> None:
        """Keep an account without judging it."""
        self._keep(profile, keys_of(profile, setting))

    def settle_around(self, profile: Profile, setting: Setting) -> None:
        """Judge those filed that the account will be compared with, as a store would have."""
        sought = {profile.id: sought_by(profile, setting)}
        for near in list(self.filed_under(sought)[profile.id]):
            if near.id not in self._settled:
                self._settled.add(near.id)
                self._remember(arrive([near], self, setting).judgements)

    def take(self, profile: Profile, setting: Setting) -> int:
        """Judge, keep and group one account; gives back how many it was compared with."""
        arrival = arrive([profile], self, setting)
        self._keep(profile, arrival.keys[profile.id])
        self._settled.add(profile.id)
        self._remember(arrival.judgements)
        regroup([profile.id], self, setting)
        return len(arrival.judgements)

    def _keep(self, profile: Profile, keys: Collection[str]) -> None:
        self._profiles[profile.id] = profile
        for key in keys:
            self._filed[key].append(profile.id)

    def _remember(self, judgements: Iterable[Judgement]) -> None:
        for each in judgements:
            self._judged[each.left][each.left, each.right] = each
            self._judged[each.right][each.left, each.right] = each

    def filed_under(self, sought: Mapping[str, Collection[str]]) -> Mapping[str, Iterable[Profile]]:
        return {
            one: self.accounts({id for key in keys for id in self._filed.get(key, ())})
            for one, keys in sought.items()
        }

    def accounts(self, ids: Collection[str]) -> Iterable[Profile]:
        return [self._profiles[id] for id in sorted(ids)]

    def joining(self, ids: Collection[str]) -> Iterable[tuple[str, str]]:
        found = (each for id in ids for each in self._judged[id].values())
        return [(each.left, each.right) for each in found if each.verdict == "same"]

    def judged(self, ids: Collection[str]) -> Iterable[Judgement]:
        found = (each for id in ids for each in self._judged[id].values())
        return [each for each in found if each.left in ids and each.right in ids]

    def ruled(self, _: Collection[str]) -> Sequence[Ruling]:
        return ()


def main() -> None:
    arguments = _arguments()
    setting = setting_of(load_merging(), load_traits())
    stop_words = setting.merging.stop_words
    shelf, times, compared = Shelf(), [], []
    number = arguments.known + arguments.arriving
    for at, event in enumerate(synthetic(number, arguments.days)):
        if at < arguments.known:
            shelf.file(profile_of(event, stop_words), setting)
            continue
        shelf.settle_around(profile_of(event, stop_words), setting)
        begun = time.process_time()
        compared.append(shelf.take(profile_of(event, stop_words), setting))
        times.append((time.process_time() - begun) * 1000)
    slowest = statistics.quantiles(times, n=20)[-1]
    print(
        f"{arguments.known} events known: one more takes {statistics.median(times):.1f} ms of one"
        f" core in the median, {slowest:.1f} ms in one case of twenty; compared with"
        f" {statistics.median(compared):.0f} others in the median"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--known", type=int, default=100_000)
    parser.add_argument("--arriving", type=int, default=200)
    parser.add_argument("--days", type=int, default=4000, help="that the events are spread over")
    return parser.parse_args()


if __name__ == "__main__":
    main()
