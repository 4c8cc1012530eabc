"""How far a run is, in words."""

import json
import re

import pytest

from dateline.cli.batch import Rendered, Tally, run_batch
from dateline.cli.pace import Pace, expected_reports, time_in_words
from dateline.ingest import report_of_text


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 min 0 s"), (61.4, "1 min 1 s"), (3600 * 30 + 120, "30 h 2 min"), (-3, "0 min 0 s")],
)
def test_time_in_words(seconds, words):
    assert time_in_words(seconds) == words


def test_the_standing_counts_what_this_run_read():
    said = Pace(lambda: 5000, 1000).standing(1200)
    assert re.fullmatch(r"1,200 of 5,000 reports, [\d.]+ a second, 0 min \d s left", said)
    assert re.fullmatch(r"7 reports, [\d.]+ a second", Pace(lambda: None).standing(7))


def test_reports_are_counted_without_being_read(tmp_path):
    lines, text = tmp_path / "a.jsonl", tmp_path / "b.txt"
    lines.write_text("\n".join([json.dumps({"text": "One."}), "", "broken"]))
    text.write_text("words")
    assert expected_reports([str(lines)]) == 2
    assert expected_reports([str(lines), str(text)]) is None


def test_rows_of_parquet_are_counted(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.table({"text": ["a", "b", "c"]}), path)
    assert expected_reports([str(path)]) == 3
    path.write_bytes(b"PAR1 no more")
    assert expected_reports([str(path)]) is None


class Seen:
    """Messages that keep the last line of progress."""

    def advance(self, text):
        self.text = text


def test_a_line_of_progress_says_the_rate_and_the_time_left():
    seen = Seen()
    run_batch(
        [report_of_text("words", id="a")],
        lambda _: Rendered(2, ()),
        tally=Tally(),
        limit=None,
        messages=seen,
        pace=Pace(lambda: 10),
    )
    assert re.fullmatch(
        r"1 report, 2 records: 1 of 10 reports, [\d.]+ a second, 0 min 0 s left", seen.text
    )
