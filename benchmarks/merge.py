"""How well incidents agree with people's, and how the time grows.

    python benchmarks/merge.py --shared ../shared --coded FOLDER [--engine both] [--most 10000]

Of ECB+ (dev conflict topics) the events that overlap an annotated mention are scored, each
in its chain: MUC, B-cubed and CEAF-e, and their mean, the CoNLL figure (definitions and
sources in merge_scores.py). Of UCDP GED headlines, the reports: their incidents, as
`exam.py score merge` does. For the time, synthetic events of made-up incidents are merged,
ten times as many each step. FOLDER keeps the coded events. The data are not part of the project.
"""

import argparse
import random
import time
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dateline.codebook.merging import load_merging
from dateline.codebook.traits import load_traits
from dateline.merge import EventRecord, Incident, merge_events
from merge_scores import b_cubed, ceaf_e, groups_of, muc, pair_scores
from merge_sets import ECB, Coded, ecb, ged
from reference import is_absent

TOWNS = 400
TYPES = (("air_strike", "remote"), ("bombing", "remote"), ("battle", "fighting"))


def main() -> None:
    arguments = _arguments()
    times(arguments.most)
    if is_absent(arguments.shared / ECB):
        return
    headlines = ged(arguments.shared, arguments.coded, arguments.engine)
    topics = ecb(arguments.shared, arguments.coded, arguments.engine, "dev")
    for how, with_texts in (("records alone", False), ("with --reports", True)):
        print(how)
        report_ged(headlines, with_texts)
        report_ecb(topics, with_texts)
    print("every event alone")
    _conll("ecb dev", topics.incident, [{id} for id in topics.incident])


def merged(
    events: tuple[EventRecord, ...], texts: Mapping[str, str] | None = None
) -> tuple[Incident, ...]:
    """Incidents as `dateline merge` gives them."""
    return merge_events(events, load_merging(), load_traits(), texts)


def report_ged(coded: Coded, with_texts: bool) -> None:
    """Over the reports that gave an event."""
    incident = {each.doc_id: coded.incident[each.id] for each in coded.events}
    texts = coded.texts if with_texts else None
    groups = [each.doc_ids for each in merged(coded.events, texts)]
    _say("ged B-cubed", b_cubed(incident, groups))
    _say("ged pairs", pair_scores(incident, groups))


def report_ecb(coded: Coded, with_texts: bool) -> None:
    """Over the events that overlap an annotated mention."""
    texts = coded.texts if with_texts else None
    groups = [set(each.events) & set(coded.incident) for each in merged(coded.events, texts)]
    response = [group for group in groups if group]
    _conll("ecb dev", coded.incident, response)


def _conll(name: str, incident: Mapping[str, str], response: list[set[str]]) -> None:
    key = groups_of(incident)
    found = muc(key, response), b_cubed(incident, response), ceaf_e(key, response)
    for measure, scores in zip(("MUC", "B-cubed", "CEAF-e"), found, strict=True):
        _say(f"{name} {measure}", scores)
    print(f"{name}: CoNLL F {sum(scores[2] for scores in found) / 3:.3f}, {len(incident)} events")


def _say(name: str, scores: tuple[float, float, float]) -> None:
    print("{}: P {:.3f} R {:.3f} F {:.3f}".format(name, *scores))


def times(most: int) -> None:
    """Seconds for a hundred, a thousand, ten thousand ... events."""
    number = most // 100
    while number <= most:
        events = tuple(synthetic(number))
        begun = time.perf_counter()
        incidents = merged(events)
        seconds = time.perf_counter() - begun
        print(f"{number} events: {len(incidents)} incidents in {seconds:.2f} s")
        number *= 10


def synthetic(number: int, days: int | None = None) -> Iterator[EventRecord]:
    """Events of made-up incidents, two and a half reports each, ten incidents a day if no
    number of `days` is given that all happen in."""
    draw = random.Random(17)
    incidents = max(number * 2 // 5, 1)
    daily = max(incidents // days, 1) if days else 10
    for at in range(number):
        yield EventRecord.model_validate(_event(at, draw.randrange(incidents), daily))


def _event(at: int, incident: int, daily: int) -> dict[str, Any]:
    made = random.Random(incident)
    kind, family = made.choice(TYPES)
    town, killed = made.randrange(TOWNS), made.randrange(1, 40)
    day = date(2016, 1, 1) + timedelta(days=incident // daily)
    return {
        "schema": "dateline.event/1",
        "id": f"ev_{at:06}",
        "doc_id": f"report-{at:06}",
        "report": {"source": f"Constructed {at % 7}", "published": str(day), "sha256": f"{at:064}"},
        "type": kind,
        "family": family,
        "mentions": [{"quote": kind}],
        "places": [_place(town)],
        "time": {"earliest": str(day), "latest": str(day), "basis": "stated"},
        "counts": [{"measure": "killed", "low": killed, "high": killed}],
    }


def _place(town: int) -> dict[str, Any]:
    return {
        "quote": f"Town{town}",
        "name": f"Town{town}",
        "adm1": f"Province{town // 40}",
        "country": "SYR",
        "precision": "town",
        "lat": 33 + town % 20 * 0.2,
        "lon": 36 + town // 20 * 0.3,
        "geonameid": town,
        "score": 0.9,
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--coded", type=Path, required=True, help="where coded events are kept")
    parser.add_argument("--engine", default="both")
    parser.add_argument("--most", type=int, default=10_000, help="synthetic events to merge")
    return parser.parse_args()


if __name__ == "__main__":
    main()
