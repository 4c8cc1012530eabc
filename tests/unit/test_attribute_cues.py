"""The cue files as a codebook: they load, and a mistake in one names its file and line."""

from pathlib import Path

import pytest

from dateline.attribute.quotes import find_quotes
from dateline.codebook.cues import FactFile, _read, load_cues
from dateline.errors import CodebookError
from dateline.model import Reading, Report

GOOD = """\
scope: {announced: [], fought: [], harmful: [], results: [], confirming: [], stops: [],
  stop_words: [], answers: [], carriers: [], pseudo: []}
cues:
  - id: hedged
    means: uncertain
    form: modifies
    words: [reportedly]
    examples:
      - {text: Rebels reportedly attacked., event: attacked, gives: uncertain}
"""


def test_a_good_file_loads(tmp_path: Path) -> None:
    path = tmp_path / "factuality.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert _read(path, FactFile).cues[0].words == ("reportedly",)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("means: uncertain", "means: perhaps", 4),
        ("form: modifies", "form: nearby", 4),
        ("words: [reportedly]", "words: []", 4),
        ("gives: uncertain}", "gives: unsure}", 9),
        ("id: hedged", "id: hedged\n    reach: 4", 4),
    ],
)
def test_a_mistake_names_file_and_line(tmp_path: Path, old: str, new: str, line: int) -> None:
    path = tmp_path / "factuality.yaml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(CodebookError, match=rf"factuality\.yaml:{line}: "):
        _read(path, FactFile)


def test_every_governing_cue_says_what_it_reaches_into() -> None:
    governing = [cue for cue in load_cues().facts.cues if cue.form == "governs"]
    assert governing
    assert [cue.id for cue in governing if not cue.over] == []


def test_ids_are_unique() -> None:
    cues = load_cues()
    for ids in (
        [cue.id for cue in cues.facts.cues],
        [group.id for group in cues.speech.verbs],
        [cue.id for cue in cues.doubts.cues],
    ):
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we will leave” today.", ["“we will leave”"]),
        ('"We will leave," he said. "They stay here."', ['"We will leave,"', '"They stay here."']),
        ("The so-called “safe zone” is empty.", []),
        ("“We will leave.\n\n“They stay here,” he said.", ["“We will leave.", "“They stay here,”"]),
        ('A slip of "the pen leaves one mark open.', []),
        ("No words are quoted here at all.", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    reading = Reading(Report(id="test", text=text, sha256=""), (), ())
    assert [span.quote(text) for span in find_quotes(reading)] == expected
