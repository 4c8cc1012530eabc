"""Words of the page that are not the report, and the words of datelines: furniture.yaml."""

import re
from functools import cache
from typing import Literal

from pydantic import Field, ValidationError

from dateline.codebook.files import DATA, read_yaml
from dateline.codebook.schema import Strict
from dateline.errors import CodebookError

Kind = Literal["caption", "byline", "credit", "share", "related", "comment", "captcha", "date"]
Where = Literal["any", "top", "bottom"]
Scope = Literal["line", "start", "end", "inside"]


class FurnitureRule(Strict):
    """Patterns of one kind of furniture, and where on the page they may stand.

    `line`: the pattern matches all of a line of at most `longest` characters. `start`,
    `end`: it matches the first or last words of the whole text. `inside`: anywhere.
    `top` is above the first line of prose, `bottom` below the last. `heads` says that
    the short lines that follow belong to it, as the titles under "Related articles".
    """

    kind: Kind
    scope: Scope
    where: Where = "any"
    longest: int = Field(default=120, ge=1, le=400)
    heads: bool = False
    patterns: list[str] = Field(min_length=1)


class FurnitureWords(Strict):
    """All of furniture.yaml. `parts` are named pieces that patterns use as {{name}}."""

    parts: dict[str, str]
    rules: list[FurnitureRule]
    agencies: list[str]
    not_places: list[str]
    dateline_places: list[str]
    no_place: list[str]
    wire_tags: list[str]


@cache
def load_furniture() -> FurnitureWords:
    """The furniture words as shipped. Raises CodebookError naming the file and the problem."""
    path = DATA / "furniture.yaml"
    value = read_yaml(path)
    try:
        for rule in value["rules"]:
            rule["patterns"] = [_filled(text, value["parts"]) for text in rule["patterns"]]
        return FurnitureWords.model_validate(value)
    except ValidationError as error:
        problems = (f"{_place(p['loc'])}: {p['msg']}" for p in error.errors())
        raise CodebookError("\n".join(f"{path}:1: {problem}" for problem in problems)) from error
    except (KeyError, TypeError) as error:
        raise CodebookError(f"{path}:1: parts and rules are wanted: {error!r}") from error


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern as it is looked for; where it is first needed, as there are many.

    Raises CodebookError for what is no pattern.
    """
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        path = DATA / "furniture.yaml"
        raise CodebookError(f"{path}:1: {pattern!r} is not a pattern: {error}") from error


def _filled(pattern: str, parts: dict[str, str]) -> str:
    for _ in range(5):  # parts may use parts
        for name, piece in parts.items():
            pattern = pattern.replace("{{" + name + "}}", f"(?:{piece})")
    return pattern


def _place(keys: tuple[int | str, ...]) -> str:
    return ".".join(str(key) for key in keys)
