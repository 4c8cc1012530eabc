"""How words are written in ordinary text: case.yaml and ordinary_words.txt."""

from functools import cache, cached_property

from pydantic import ValidationError

from dateline.codebook.files import DATA, read_yaml
from dateline.codebook.schema import Strict
from dateline.errors import CodebookError


class CaseWords(Strict):
    """All of case.yaml, and the words written in lower case as `ordinary`."""

    names: list[str]
    phrases: list[str]
    acronyms: list[str]
    words_first: frozenset[str]
    months: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    stops: frozenset[str]
    small: frozenset[str]
    ordinary: frozenset[str]

    @cached_property
    def written(self) -> dict[str, str]:
        """Each name and acronym, by its lower-case form."""
        return {word.lower(): word for word in (*self.names, *self.acronyms)}

    @cached_property
    def no_names(self) -> frozenset[str]:
        """Words that are no name by themselves."""
        return self.particles | self.titles | self.words_first

    @cached_property
    def by_first_word(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """Names of several words by the lower-case form of their first, the longest first."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(self.phrases, key=len, reverse=True):
            words = tuple(phrase.replace("-", " ").split())
            found.setdefault(words[0].lower(), []).append(words)
        return {first: tuple(phrases) for first, phrases in found.items()}


@cache
def load_case_words() -> CaseWords:
    """The case words as shipped. Raises CodebookError naming the file and the problem."""
    path = DATA / "case.yaml"
    try:
        return CaseWords.model_validate({**read_yaml(path), "ordinary": _ordinary()})
    except (ValidationError, TypeError) as error:
        raise CodebookError(f"{path}:1: {error}") from error


def _ordinary() -> frozenset[str]:
    lines = (DATA / "ordinary_words.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
