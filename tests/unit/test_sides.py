"""ACLED's code of a side: by kind, by where it acts and by what it does."""

import pytest

from dateline.codebook.classes import load_kinds
from dateline.model import Actor
from dateline.resolve.codes import side_of


@pytest.mark.parametrize(
    ("kind", "country", "event_type", "where", "inter"),
    [
        ("military", "SYR", "battle", {"SYR"}, 1),
        ("military", "RUS", "air_strike", {"SYR"}, 8),
        ("military", "RUS", "air_strike", set(), 1),
        ("state", "TUR", "shelling", {"SYR", "TUR"}, 1),
        ("coalition", None, "air_strike", {"SYR"}, 8),
        ("rebel", None, "battle", {"SYR"}, 2),
        ("militia", "SYR", "battle", {"SYR"}, 3),
        ("protesters", "GRC", "protest", {"GRC"}, 6),
        ("protesters", "GRC", "riot", {"GRC"}, 5),
        ("civilians", None, "killing", {"SYR"}, 7),
        ("person", None, "killing", {"SYR"}, None),
    ],
)
def test_the_side_of_an_actor(
    kind: str, country: str | None, event_type: str, where: set[str], inter: int | None
) -> None:
    actor = Actor("x", "X", kind, country)
    assert side_of(actor, event_type, frozenset(where), load_kinds()) == inter


def test_a_code_of_ones_own_stands() -> None:
    actor = Actor("x", "X", "rebel", "SYR", inter=3)
    assert side_of(actor, "battle", frozenset({"SYR"}), load_kinds()) == 3


def test_every_kind_but_a_person_has_a_side() -> None:
    kinds = load_kinds()
    assert {name for name, kind in kinds.items() if kind.inter is None} == {"person"}
