"""What a public record may show: public.yaml."""

from functools import cache

from pydantic import ValidationError

from dateline.codebook.files import DATA, read_yaml
from dateline.codebook.schema import Strict
from dateline.errors import CodebookError


class PublicWords(Strict):
    """All of public.yaml, which explains each list."""

    version: int
    offices: frozenset[str]
    kin: frozenset[str]
    shown_sources: frozenset[str]
    stand_ins: dict[str, str]
    withheld: str
    person: str
    homes: frozenset[str]
    bodies: frozenset[str]
    outlets: frozenset[str]
    word_names: frozenset[str]

    def shows(self, kind: str, *, anonymous: bool) -> bool:
        """Whether the words of a source of a kind are shown."""
        return not anonymous and kind in self.shown_sources


@cache
def load_public_words() -> PublicWords:
    """The public words as shipped. Raises CodebookError naming the file and the problem."""
    path = DATA / "public.yaml"
    try:
        return PublicWords.model_validate(read_yaml(path))
    except ValidationError as error:
        raise CodebookError(f"{path}:1: {error}") from error
