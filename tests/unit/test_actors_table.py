"""The actor table: what loading promises, and how names are matched."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.codebook.actor_focus import read_focus
from dateline.codebook.actor_names import Alias, NameIndex, fold, is_cased, words_of
from dateline.codebook.actors import ActorTable, _Named, load_actors, read_rows
from dateline.errors import CodebookError

HEADER = "id,name,kind,country,from,to,parent,aliases\n"


@pytest.fixture(scope="module")
def table() -> ActorTable:
    return load_actors()


def names_in(table: ActorTable, text: str) -> list[str]:
    words = tuple(words_of(text))
    found = table.names.find(words, text, is_cased(words))
    return [match.aliases[0].id for match in found if match.aliases[0].role != "generic"]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("x,Name,rebel,Syria,,,,", "country"),
        ("x,Name,rebels,SYR,,,,", "kind 'rebels'"),
        ("x,Name,rebel,SYR,late,,,", "from"),
        (",Name,rebel,SYR,,,,", "id"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(tmp_path: Path, row: str, complaint: str) -> None:
    path = tmp_path / "groups.csv"
    path.write_text(HEADER + "good,Good Name,rebel,SYR,2011,,,\n" + row + "\n", encoding="utf-8")
    with pytest.raises(CodebookError) as error:
        read_rows(path, _Named)
    assert f"{path}:3" in str(error.value)
    assert complaint in str(error.value)


def test_an_id_stands_once(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    path.write_text(HEADER + "a,One,rebel,,,,,\na,Two,rebel,,,,,\n", encoding="utf-8")
    with pytest.raises(CodebookError, match="stands twice"):
        read_rows(path, _Named)


def test_the_shipped_table_is_whole(table: ActorTable) -> None:
    assert len(table.entries) >= 600
    for entry in table.entries.values():
        assert entry.parent is None or entry.parent in table.entries
        assert all(country in table.states for country in entry.countries)
    patterns = table.patterns
    assert set(patterns.known_as.values()) <= set(table.entries)
    assert set(patterns.stands_for.values()) <= set(table.generics)
    assert patterns.jihadist <= set(table.entries)
    assert patterns.one_body <= set(patterns.traced)
    assert {key.partition("/")[0] for key in patterns.known_as} <= set(table.generics)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Fighters of Jaish al Islam fled", ["jaysh-al-islam"]),
        ("Faylaq ash-Sham met al-Qaida", ["failaq-al-sham", "al-qaeda"]),
        ("Daesh, ISIL and IS are one", ["islamic-state"] * 3),
        ("The truth is out", []),
        ("It was us who left America", ["united-states"]),
        ("the U.S. and the US", ["united-states"] * 2),
        ("Nusra Front and Jabhat al-Nusra", ["al-nusra-front"] * 2),
        ("Lashkar-e-Tayyiba cells", ["lashkar-e-taiba"]),
        ("the Syrian Observatory for Human Rights", ["syrian-observatory-for-human-rights"]),
        ("the Communist Party of India (Maoist)", ["communist-party-of-india-maoist"]),
        ("Syrias army", ["syria"]),
        ("They live in the south", []),
        ("SANA reported from Sanaa", ["sana", "yemen"]),
        ("A pole fell on the male dane", []),
    ],
)
def test_names_are_found_whatever_their_spelling(
    table: ActorTable, text: str, ids: list[str]
) -> None:
    assert names_in(table, text) == ids


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Rebels shelled Aleppo and Idlib; Russia objected.", "SYR"),
        ("Russian jets flew from Russia to Russia.", "RUS"),
        ("Nothing is named here.", None),
        ("Peru and Chile met.", None),
    ],
)
def test_the_focus_is_the_country_that_leads(
    table: ActorTable, text: str, country: str | None
) -> None:
    assert read_focus(text, table).country == country


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("islamic-state", "Islamic State"),
        ("rebels/SYR", "rebels (Syria)"),
        ("rebels", "rebels"),
        ("army/SYR", "Syria"),
        ("civilians/SYR", "civilians"),
        ("nobody-at-all", None),
    ],
)
def test_a_key_stands_for_an_actor(table: ActorTable, key: str, name: str | None) -> None:
    actor = table.actor(key)
    assert (actor.name if actor else None) == name


def test_a_description_is_a_group_only_in_the_groups_years(table: ActorTable) -> None:
    assert table.known("guerrillas/SLV", 1989) == "fmln"
    assert table.known("guerrillas/SLV", 1950) == "guerrillas/SLV"


@given(st.text(alphabet="abcdefgmnoqrsuyz", min_size=1, max_size=12), st.data())
def test_a_doubled_letter_makes_no_other_name(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    assert fold(word[:at] + word[at] + word[at:]) == fold(word)


@given(st.lists(st.sampled_from(["Red", "Blue", "Front", "Army", "of", "the"]), max_size=12))
def test_matches_run_forward_and_never_overlap(said: list[str]) -> None:
    index = NameIndex([Alias("Red Front", "a"), Alias("Front", "b"), Alias("Army of Red", "c")])
    text = " ".join(said)
    words = tuple(words_of(text))
    ends = [0]
    for match in index.find(words, text, cased=True):
        assert ends[-1] <= match.first < match.last <= len(words)
        ends.append(match.last)
