"""What stands beside the weights: the names of the outputs and the thresholds (reader.json)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

DATA = files("dateline.extract") / "data"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores from 0 to 1 that something must reach; types without one of their own take `event`."""

    event: float
    types: Mapping[str, float]
    roles: Mapping[str, float]

    def of_type(self, name: str) -> float:
        return self.types.get(name, self.event)


@dataclass(frozen=True, slots=True)
class Settings:
    """Names and thresholds. `keep` is for what the rules propose, `both` for what they do not."""

    name: str
    types: tuple[str, ...]
    measures: tuple[str, ...]
    alone: Thresholds
    both: Thresholds
    keep: Thresholds


@cache
def load_settings() -> Settings:
    """reader.json as shipped."""
    return read_settings(json.loads((DATA / "reader.json").read_text(encoding="utf-8")))


def read_settings(value: Mapping[str, Any]) -> Settings:
    """Settings from the content of reader.json."""
    return Settings(
        value["name"],
        tuple(value["types"]),
        tuple(value["measures"]),
        *(
            Thresholds(each["event"], each["types"], each["roles"])
            for each in (value["thresholds"][name] for name in ("alone", "both", "keep"))
        ),
    )
