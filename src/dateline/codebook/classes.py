"""Word classes frames may ask for (classes.yaml), actor kinds, and verbs that carry nouns."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from dateline.codebook.files import DATA, Lined, read_yaml
from dateline.errors import CodebookError


@dataclass(frozen=True, slots=True)
class WordClass:
    """Lemmas and actor kinds that make a word one of the class; `place`: any place does."""

    words: frozenset[str]
    kinds: frozenset[str] = frozenset()
    place: bool = False
    pairs: frozenset[str] = frozenset()  # those of `words` that are two: "air force"


@dataclass(frozen=True, slots=True)
class ActorKind:
    """What may be said of every actor of a kind."""

    id: str
    armed: bool
    state: bool
    people: bool
    means: str
    inter: int | None = None  # ACLED's code for its side, at home


@dataclass(frozen=True, slots=True)
class CarryingVerbs:
    """Verbs that add nothing to their noun, and what they do with it (light_verbs.yaml)."""

    light: Mapping[str, str]  # lemma -> "active" or "passive"
    ending: frozenset[str]
    expiring: frozenset[str]
    judging: frozenset[str]
    speaking: frozenset[str]
    contact: frozenset[str]
    offices: frozenset[str]
    purposes: frozenset[str]
    describing: frozenset[str]
    habits: frozenset[str]
    usual: frozenset[str]
    gerunds: frozenset[str]
    doers: frozenset[str]
    undergone: frozenset[str]
    ordered: frozenset[str]
    facing: frozenset[str]
    plots: frozenset[str]
    blaming: frozenset[str]
    trying: frozenset[str]
    laying: frozenset[str]
    tying: frozenset[str]
    sharing: frozenset[str]
    parts: frozenset[str]
    having: frozenset[str]
    responsible: frozenset[str]
    bridges: frozenset[str]


@cache
def load_classes() -> Mapping[str, WordClass]:
    """classes.yaml. Raises CodebookError naming file and line."""
    path = DATA / "classes.yaml"
    known = frozenset(load_kinds())
    found = {}
    for name, value in _mapping(path).items():
        kinds = frozenset(value.get("kinds", ()))
        if kinds - known:
            raise CodebookError(f"{path}:{value.line}: {name}: no such kind: {kinds - known}")
        words = frozenset(str(word) for word in value.get("words", ()))
        pairs = frozenset(word for word in words if " " in word)
        found[name] = WordClass(words, kinds, bool(value.get("place", False)), pairs)
    return found


@cache
def load_kinds() -> Mapping[str, ActorKind]:
    """kinds.yaml. Raises CodebookError naming file and line."""
    return {
        name: ActorKind(
            name,
            bool(value["armed"]),
            bool(value["state"]),
            bool(value.get("people", False)),
            value["means"],
            value.get("inter"),
        )
        for name, value in _mapping(DATA / "kinds.yaml").items()
    }


@cache
def load_carrying_verbs() -> CarryingVerbs:
    """light_verbs.yaml. Raises CodebookError naming file and line."""
    value = _mapping(DATA / "light_verbs.yaml")
    light = dict.fromkeys(value["light"], "active")
    light |= dict.fromkeys(value["passive"], "passive")
    names = (
        "ending",
        "expiring",
        "judging",
        "speaking",
        "contact",
        "offices",
        "purposes",
        "describing",
        "habits",
        "usual",
        "gerunds",
        "doers",
        "undergone",
        "ordered",
        "facing",
        "plots",
        "blaming",
        "trying",
        "laying",
        "tying",
        "sharing",
        "parts",
        "having",
        "responsible",
        "bridges",
    )
    return CarryingVerbs(light, **{name: frozenset(value[name]) for name in names})


def _mapping(path: Traversable) -> Any:
    value = read_yaml(path)
    if not isinstance(value, Lined):
        raise CodebookError(f"{path}:1: the file must be a mapping")
    return value
