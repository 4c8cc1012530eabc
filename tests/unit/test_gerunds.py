"""Gerunds that name an act are read as nouns; those that tell what someone does are not."""

import pytest

from dateline.annotate.gerunds import repair_gerunds
from dateline.annotate.parser import parse
from dateline.codebook.classes import load_carrying_verbs
from dateline.model import Report, Token


def _read(text: str, parser: object) -> dict[str, Token]:
    tokens, _ = parse(Report(id="g", text=text, sha256=""), parser)
    return {token.text: token for token in repair_gerunds(tokens, load_carrying_verbs())}


@pytest.mark.parametrize(
    ("text", "gerund", "before"),
    [
        ("Two people were killed in police firing.", "firing", "police"),
        ("Three others died in police firing in the town.", "firing", "police"),
        ("The tank shelling killed two people.", "shelling", "tank"),
    ],
)
def test_a_gerund_that_names_an_act_is_a_noun(
    parser: object, text: str, gerund: str, before: str
) -> None:
    tokens = _read(text, parser)
    assert tokens[gerund].pos == "NOUN"
    assert (tokens[before].dep, tokens[before].head) == ("compound", tokens[gerund].i)


@pytest.mark.parametrize(
    ("text", "gerund"),
    [
        ("Five soldiers firing at the crowd were filmed.", "firing"),
        ("The army was shelling the town.", "shelling"),
        ("They saw rebels bombing a bridge.", "bombing"),
        ("A man running away was shot.", "running"),
    ],
)
def test_other_gerunds_are_left_alone(parser: object, text: str, gerund: str) -> None:
    assert _read(text, parser)[gerund].tag == "VBG"
