"""What must hold of any text and any bytes: round trips, spans in order, nothing raised."""

import csv
import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.annotate.truecase import truecase
from dateline.errors import ReportError
from dateline.ingest import read_reports, report_of_text
from dateline.model import Report

CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t\r")
TEXTS = st.text(CHARACTERS, min_size=1).filter(lambda text: text.strip().strip("\ufeff\u200b"))
PIECES = st.sampled_from(
    [
        "QAMISHLI – ", "SAN SALVADOR, 3 JAN 90 (AFP) -- ", "[TEXT] ", "3 March 2016 ", "BEIRUT ",
        "File photo", "\n", "\n\n", "Share", "Read Also", " Twitter", "By Example Writer", " - ",
        "source: ARA News", "Related articles", "3 × one =", "(AP Photo/Example)", "Enditem",
        "The rebels took the town on Monday. ", "THE ARMY LEFT. ", "İSTANBUL ß ",
    ]
)  # fmt: skip
PAGES = st.lists(PIECES | st.text(CHARACTERS, max_size=8), min_size=1, max_size=14).map("".join)
NAMES = ["x.txt", "x.html", "x.json", "x.jsonl", "x.csv"]


def _read(name: str, raw: bytes) -> list[Report | ReportError]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(raw)
        return list(read_reports([str(path)]))


@given(TEXTS)
def test_text_in_json_lines_comes_back_as_given(text):
    (report,) = _read("x.jsonl", json.dumps({"id": "a", "text": text}).encode() + b"\n")
    assert report.text == text


@given(TEXTS)
def test_text_in_a_table_comes_back_as_given(text):
    table = io.StringIO(newline="")
    csv.writer(table).writerows([["id", "text"], ["a", text]])
    (report,) = _read("x.csv", table.getvalue().encode())
    assert report.text == text


@given(TEXTS)
def test_text_in_a_file_comes_back_but_for_a_byte_order_mark(text):
    (report,) = _read("x.txt", b"\xef\xbb\xbf" + text.encode())
    assert report.text == text


@given(PAGES)
@settings(max_examples=200)
def test_spans_lie_in_the_text_in_order_and_apart(text):
    report = report_of_text(text, id="x")
    end = 0
    for piece in report.furniture:
        assert end <= piece.span.start < piece.span.end <= len(text)
        end = piece.span.end
    if report.dateline:
        assert report.dateline.span in [p.span for p in report.furniture if p.kind == "dateline"]
        assert report.dateline.place is None or report.dateline.span.contains(report.dateline.place)
    if report.headline:
        assert report.headline.end <= len(text)


@given(PAGES)
def test_a_report_is_the_same_each_time(text):
    assert report_of_text(text, id="x") == report_of_text(text, id="x")


@pytest.mark.parametrize("name", NAMES)
@given(
    raw=st.binary(max_size=300) | PAGES.map(str.encode) | PAGES.map(lambda t: t.encode("utf-16"))
)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_bytes_raise(name, raw):
    found = _read(name, raw)
    assert found
    assert all(isinstance(entry, Report | ReportError) for entry in found)


@given(raw=st.binary(max_size=300))
@settings(deadline=None)
def test_no_bytes_on_standard_input_raise(raw):
    found = list(read_reports(["-"], stdin=io.BytesIO(raw)))
    assert all(isinstance(entry, Report | ReportError) for entry in found)


@given(st.text() | PAGES | PAGES.map(str.upper))
@settings(max_examples=300)
def test_truecase_keeps_length_and_letters(text):
    cased = truecase(text)
    assert len(cased) == len(text)
    assert cased.casefold() == text.casefold()


@given(PAGES.map(str.upper))
def test_truecase_leaves_its_own_result_alone(text):
    assert len(truecase(truecase(text))) == len(text)
