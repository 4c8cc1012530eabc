"""Would Splink tell accounts of one happening better? Its figures beside Dateline's own.

    python benchmarks/merge_splink.py --shared ../shared --coded FOLDER [--engine both]

Needs `pip install splink` (5 or later, with DuckDB), which Dateline does not; without it the
script says so and ends. Splink gets the same accounts, the same pairs, the same bars and the
same clustering, and is held out over the same folds; only the score of a pair is its own, a
Fellegi-Sunter model over columns of the account. It is taught in two ways: `labels`, where m
comes from the pairs of the other folds that people put together, and `em`, without any. u comes
from random pairs. ECB+: taught on training topics, scored on dev topics, over the
events that overlap an annotated mention. The best threshold is told for each: for ECB+ that is
chosen on the set it is scored on, which flatters Splink.
"""

import argparse
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.codebook.merging import load_merging
from dateline.codebook.traits import load_traits
from dateline.merge import Profile, Setting
from dateline.merge.cluster import cluster
from dateline.merge.judge import Judgement
from dateline.merge.merging import Prepared, prepare
from dateline.merge.vetoes import veto
from merge_scores import b_cubed, ceaf_e, groups_of, muc, pair_scores
from merge_sets import ECB, FOLDS, Coded, ecb, ged
from reference import is_absent

THRESHOLDS = [round(0.025 * step, 3) for step in range(8, 40)]
DAMPED = 4.0  # by which match weights are divided: unlike columns are taken for independent ones
PRECISION = 0.85  # of joined pairs
SURE = 0.8  # the same on ECB+, where Dateline as shipped has .82
RARE_WORDS = 15
RANDOM_PAIRS = 100_000
EM_PAIRS = 20_000
BLOCKS = ("l.type = r.type", "l.place = r.place")
Pair = tuple[str, str]
Scores = Mapping[Pair, float]


def main() -> None:
    arguments = _arguments()
    try:
        import splink
    except ImportError:
        print("splink is not installed: pip install 'splink>=5', then run this again")
        return
    if is_absent(arguments.shared / ECB):
        return
    logging.getLogger("splink").setLevel(logging.ERROR)
    print(f"splink {splink.__version__}")
    headlines = ged(arguments.shared, arguments.coded, arguments.engine)
    taught, asked = (
        ecb(arguments.shared, arguments.coded, arguments.engine, split)
        for split in ("train", "dev")
    )
    for how in arguments.how:
        report_ged(how, headlines)
        report_ecb(how, taught, asked)


def report_ged(how: str, coded: Coded) -> None:
    """Over the reports that gave an event, each week scored by a model that has not seen it."""
    ready = prepared(coded)
    scores: dict[Pair, float] = {}
    for fold in range(FOLDS):
        seen = {id for id in ready.profiles if coded.fold(id) != fold}
        model = taught_by(how, coded, ready, seen)
        asked = [pair for pair in ready.pairs if coded.fold(pair[0]) == fold]
        mine = predicted(model, ready, sorted({id for pair in asked for id in pair}))
        scores |= {pair: mine.get(pair, 0.0) for pair in asked}
    incident = {each.doc_id: coded.incident[each.id] for each in coded.events}
    rows = []
    for least in THRESHOLDS:
        groups = [{ready.profiles[id].doc_id for id in g} for g in grouped(ready, scores, least)]
        rows.append((least, b_cubed(incident, groups), pair_scores(incident, groups)))
    sure = [row for row in rows if row[2][0] >= PRECISION]
    for name, chosen in (("best", rows), (f"pairs P >= {PRECISION}", sure)):
        if not chosen:
            print(f"{how}: ged {name}: no threshold reaches it")
            continue
        least, b3, pairs = max(chosen, key=lambda row: row[1][2])
        print(f"{how}: ged {name}, from {least}: B-cubed P {b3[0]:.3f} R {b3[1]:.3f} F {b3[2]:.3f},"
              f" pairs P {pairs[0]:.3f} R {pairs[1]:.3f}")  # fmt: skip


def report_ecb(how: str, train: Coded, dev: Coded) -> None:
    """CoNLL F at the threshold that suits the dev topics best, and best among the sure ones."""
    model = taught_by(how, train, prepared(train), train.incident.keys())
    ready = prepared(dev)
    mine = predicted(model, ready, ready.profiles)
    scores = {pair: mine.get(pair, 0.0) for pair in ready.pairs}
    key = groups_of(dev.incident)
    rows = []
    for least in THRESHOLDS:
        groups = [set(g) & set(dev.incident) for g in grouped(ready, scores, least)]
        found = [group for group in groups if group]
        three = muc(key, found)[2], b_cubed(dev.incident, found)[2], ceaf_e(key, found)[2]
        rows.append((sum(three) / 3, least, pair_scores(dev.incident, found)[0]))
    for name, floor in (("best", 0.0), (f"pairs P >= {SURE}", SURE)):
        chosen = [row for row in rows if row[2] >= floor]
        if not chosen:
            print(f"{how}: ecb dev {name}: no threshold reaches it")
            continue
        best, least, pairs = max(chosen)
        print(f"{how}: ecb dev {name}, from {least}: CoNLL F {best:.3f}, pairs P {pairs:.3f}")


def prepared(coded: Coded) -> Prepared:
    """The accounts, and the pairs Dateline compares."""
    return prepare(coded.events, load_merging(), load_traits())


def taught_by(how: str, coded: Coded, ready: Prepared, seen: Collection[str]) -> dict[str, Any]:
    """A Splink model taught on the accounts that may be seen."""
    from splink import SettingsCreator
    from splink.backends.duckdb import DuckDBAPI

    known = {id: profile for id, profile in ready.profiles.items() if id in seen}
    same = list(_same(coded, ready, known))
    pairs = sum(a in known and b in known for a, b in ready.pairs)
    prior = max(len(same), 1) / max(pairs, 1)
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=_comparisons(),
        blocking_rules_to_generate_predictions=["1=1"],
        probability_two_random_records_match=prior,
    )
    engine = DuckDBAPI()
    linker = _linker(engine, known.values(), ready.setting, settings)
    linker.training.estimate_u_using_random_sampling(RANDOM_PAIRS, seed=17)
    if how == "labels":
        table = _arrow([{"unique_id_l": a, "unique_id_r": b} for a, b in same])
        linker.training.estimate_m_from_pairwise_labels(engine.register(table))
    else:
        for rule in BLOCKS:
            linker.training.estimate_parameters_using_expectation_maximisation(
                rule, max_pairs=EM_PAIRS, record_sample_proportion=1.0
            )
    model: dict[str, Any] = linker.misc.save_model_to_json()
    return model


def predicted(model: dict[str, Any], ready: Prepared, ids: Iterable[str]) -> Scores:
    """How alike the model has each pair of these accounts: its match weight, put on 0 to 1."""
    from splink.backends.duckdb import DuckDBAPI

    linker = _linker(DuckDBAPI(), [ready.profiles[id] for id in ids], ready.setting, model)
    found = linker.inference.predict().as_duckdbpyrelation()
    rows = found.project("unique_id_l, unique_id_r, match_weight").fetchall()
    damped = ((a, b, 1 / (1 + 2 ** (-weight / DAMPED))) for a, b, weight in rows)
    return {(min(a, b), max(a, b)): round(score, 4) for a, b, score in damped}


def grouped(ready: Prepared, scores: Scores, least: float) -> Iterator[tuple[str, ...]]:
    """The accounts as Dateline clusters them, by these scores and its own bars."""
    reports = {id: profile.doc_id for id, profile in ready.profiles.items()}
    judged = []
    for (left, right), score in scores.items():
        one, other = ready.profiles[left], ready.profiles[right]
        barred = veto(one, other, ready.setting) is not None
        judged.append(Judgement(left, right, "unsure", 0.0 if barred else score, (), barred))
    return (each.members for each in cluster(reports, judged, least, lambda *_: False))


def _same(coded: Coded, ready: Prepared, known: Collection[str]) -> Iterator[Pair]:
    for left, right in ready.pairs:
        if left in known and right in known and left in coded.incident:
            barred = veto(ready.profiles[left], ready.profiles[right], ready.setting)
            if coded.incident[left] == coded.incident.get(right) and not barred:
                yield left, right


def _comparisons() -> list[Any]:
    from splink import comparison_library as library

    return [
        library.ExactMatch("type"),
        library.AbsoluteDateDifferenceAtThresholds(
            "published", input_is_string=True, metrics=["day"] * 3, thresholds=[1, 2, 4]
        ),
        library.AbsoluteDateDifferenceAtThresholds(
            "day", input_is_string=True, metrics=["day"] * 2, thresholds=[1, 3]
        ),
        library.ArrayIntersectAtSizes("places", [2, 1]),
        library.ArrayIntersectAtSizes("provinces", [1]),
        library.DistanceInKMAtThresholds("lat", "lon", [1, 12, 60]),
        library.ArrayIntersectAtSizes("actors", [2, 1]),
        library.ArrayIntersectAtSizes("words", [4, 3, 2, 1]),
        library.ArrayIntersectAtSizes("numbers", [1]),
        library.ArrayIntersectAtSizes("means", [2, 1]),
    ]


def _linker(engine: Any, profiles: Collection[Profile], setting: Setting, settings: Any) -> Any:
    from splink import Linker

    table = engine.register(_arrow([_row(each, setting) for each in profiles]))
    return Linker(table, settings, log_level=None)


def _arrow(rows: Sequence[Mapping[str, Any]]) -> Any:
    import pyarrow

    return pyarrow.Table.from_pylist(list(rows))


def _row(profile: Profile, setting: Setting) -> dict[str, Any]:
    """An account as a row of columns; what it does not tell is null."""
    located = next((each for each in profile.places if each.lat is not None), None)
    places = sorted({each.name or each.quote or "" for each in profile.places})
    return {
        "unique_id": profile.id,
        "type": profile.event.type,
        "published": str(profile.published) if profile.published else None,
        "day": str(profile.days.earliest) if profile.days else None,
        "place": places[0] if places else None,
        "places": places or None,
        "provinces": sorted({each.adm1 for each in profile.places if each.adm1}) or None,
        "lat": located.lat if located else None,
        "lon": located.lon if located else None,
        "actors": sorted(frozenset().union(*profile.actors.values())) or None,
        "words": setting.rarity.rarest(profile.words)[:RARE_WORDS] or None,
        "numbers": sorted(profile.numbers) or None,
        "means": sorted(profile.triggers) or None,
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--coded", type=Path, required=True, help="where coded events are kept")
    parser.add_argument("--engine", default="both")
    parser.add_argument("--how", nargs="+", choices=("labels", "em"), default=("labels", "em"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
