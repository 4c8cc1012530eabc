"""What the agreement of two coders takes to be worked out, in time of the processor.

    python benchmarks/agreement.py [--events 4500] [--rounds 5]

Both codings of each event are constructed: many actors, places and days, and the second coder
says something else in every seventh field.
"""

import argparse
import random
import statistics
import time
from dataclasses import dataclass
from typing import Any

from dateline.agreement import measure

DIFFERS = 0.15
TYPES = ("battle", "shelling", "arrest", "bombing", "killing")


@dataclass(frozen=True, slots=True)
class Coding:
    """What one coder made of an event."""

    record: dict[str, Any]
    accepts: bool


def main() -> None:
    """Print what it takes."""
    asked = _arguments()
    chance = random.Random(1)
    events = [_pair(chance) for _ in range(asked.events)]
    took = []
    for _ in range(asked.rounds):
        began = time.process_time()
        measured = measure(events)
        took.append(time.process_time() - began)
    seconds = statistics.median(took)
    print(f"{measured.units} events, {len(measured.fields)} fields: {1000 * seconds:.0f} ms")


def _pair(chance: random.Random) -> tuple[Coding, Coding]:
    first, other = _record(chance), _record(chance)
    second = {key: other[key] if chance.random() < DIFFERS else first[key] for key in first}
    return Coding(first, chance.random() < 0.95), Coding(second, chance.random() < 0.95)


def _record(chance: random.Random) -> dict[str, Any]:
    day = f"2016-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}"
    place = {"name": f"town {int(chance.expovariate(0.01))}", "adm1": "Homs", "country": "SYR"}
    return {
        "type": chance.choice(TYPES),
        "factuality": "asserted" if chance.random() < 0.9 else "denied",
        "agent": [{"actor": {"id": f"actor-{int(chance.expovariate(0.05))}"}}],
        "target": [{"actor": {"id": f"actor-{int(chance.expovariate(0.05))}"}}],
        "places": [{**place, "precision": chance.choice(("town", "site", "province"))}],
        "time": {"earliest": day, "precision": chance.choice(("day", "week"))},
        "counts": [{"measure": "killed", "low": int(chance.expovariate(0.1)), "high": None}],
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--events", type=int, default=4500)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


if __name__ == "__main__":
    main()
