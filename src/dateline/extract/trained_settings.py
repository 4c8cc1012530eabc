"""What stands beside the weights: the names of the outputs and the thresholds (reader.json)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from dateline.errors import ModelError

DATA: Traversable = files("dateline.extract") / "data"
SMALL, LARGE = "small", "large"  # the networks that ship, by the names of their folders
USUAL = DATA / SMALL


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
    """Names and thresholds. `keep` is for what the rules propose, `both` for what they do not.

    `scope` holds the lemmas that named an event in training often enough: a sentence without
    one is not read.
    """

    name: str
    types: tuple[str, ...]
    measures: tuple[str, ...]
    scope: frozenset[str]
    alone: Thresholds
    both: Thresholds
    keep: Thresholds


def model_folder(model: Path | None) -> Traversable:
    """The folder of a model somebody asked for: one that ships, by default `small`, or their own.

    A folder of one's own called `small` or `large` is given by its whole path.
    """
    if model is None:
        return USUAL
    return DATA / str(model) if str(model) in (SMALL, LARGE) else model


def load_settings(folder: Traversable = USUAL) -> Settings:
    """reader.json of a model's folder, by default the shipped one.

    Raises ModelError where the folder holds no model, or a broken one.
    """
    path = folder / "reader.json"
    try:
        return read_settings(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ModelError(f"no model in {folder}: {path.name} cannot be read") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path} is not the description of a model: {error!r}") from error


def read_settings(value: Mapping[str, Any]) -> Settings:
    """Settings from the content of reader.json."""
    return Settings(
        value["name"],
        tuple(value["types"]),
        tuple(value["measures"]),
        frozenset(value["scope"]),
        *(
            Thresholds(each["event"], each["types"], each["roles"])
            for each in (value["thresholds"][name] for name in ("alone", "both", "keep"))
        ),
    )
