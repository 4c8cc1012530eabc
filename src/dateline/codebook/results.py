"""Words that tell what came of an event for people (results.yaml)."""

from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from dateline.codebook.files import DATA, read_yaml
from dateline.codebook.schema import Measure
from dateline.errors import CodebookError


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    measure: Measure
    verbs: list[str] = []
    nouns: list[str] = []
    tolls: list[str] = []
    adjectives: list[str] = []
    victims: str | None = None


@dataclass(frozen=True, slots=True)
class ResultWord:
    """A lemma that counts people: `form` verb, noun, toll or adjective; `victims` its slot."""

    lemma: str
    form: str
    measure: Measure
    victims: str | None


@dataclass(frozen=True, slots=True)
class ResultWords:
    words: dict[tuple[str, str], ResultWord]  # (lemma, form)
    lives: frozenset[str]
    leaves: frozenset[str]
    undergoes: frozenset[str]
    near_misses: frozenset[str]
    meant: frozenset[str]
    figures: frozenset[str]
    lost: frozenset[str]
    natural: frozenset[str]
    accidents: frozenset[str]


@cache
def load_result_words() -> ResultWords:
    """results.yaml. Raises CodebookError naming file and line."""
    path = DATA / "results.yaml"
    value = read_yaml(path)
    found: dict[tuple[str, str], ResultWord] = {}
    for row in value["words"]:
        try:
            entry = _Entry.model_validate(row)
        except ValidationError as error:
            raise CodebookError(f"{path}:{row.line}: {error}") from error
        forms = {
            "verb": entry.verbs,
            "noun": entry.nouns,
            "toll": entry.tolls,
            "adjective": entry.adjectives,
        }
        for form, lemmas in forms.items():
            found |= {
                (lemma, form): ResultWord(lemma, form, entry.measure, entry.victims)
                for lemma in lemmas
            }
    names = (
        "lives", "leaves", "undergoes", "near_misses", "meant", "figures", "lost", "natural",
        "accidents",
    )  # fmt: skip
    return ResultWords(found, **{name: frozenset(value[name]) for name in names})
