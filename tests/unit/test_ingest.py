"""Files to reports: formats, encodings, identities, and what each kind of bad input says."""

import hashlib
import io
import json
import os
import time
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import BadPublished, EmptyReport, ReportError, UnreadableReport
from dateline.ingest import read_reports, report_of_text
from dateline.model import Report

FILES = Path(__file__).parents[1] / "files"


def _all(*inputs: object, **options: object) -> list[Report | ReportError]:
    return list(read_reports([str(name) for name in inputs], **options))


def _one(*inputs: object, **options: object) -> Report:
    (found,) = _all(*inputs, **options)
    assert isinstance(found, Report), found
    return found


def _write(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def test_a_text_file_is_one_report_named_after_the_file():
    path = FILES / "constructed_report.txt"
    report = _one(path)
    assert report.id == "constructed_report"
    assert report.text == path.read_text(encoding="utf-8")
    assert report.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert report.title == "Five soldiers killed near Balkh"
    assert report.source == "Example Wire"
    assert report.published is None
    assert report.published_by is None
    assert [piece.kind for piece in report.furniture] == [
        "caption",
        "dateline",
        "credit",
        "comment",
    ]


def test_a_page_gives_its_words_and_what_it_says_of_itself():
    report = _one(FILES / "constructed_page_cp1252.html")
    assert report.title == "Five soldiers killed near Balkh"
    assert report.source == "Example Wire"
    assert report.published == date(2016, 3, 7)
    assert report.published_by == "metadata"
    assert report.language == "en"
    assert "ministry’s office" in report.text
    assert "The road was closed." in report.text
    assert "Home" not in report.text
    assert report.headline is not None
    assert report.headline.quote(report.text) == report.title
    assert report.dateline is not None
    assert report.dateline.place.quote(report.text) == "KABUL"


def test_json_lines_are_read_around_a_broken_one():
    found = _all(FILES / "constructed_rows.jsonl")
    assert [type(entry) for entry in found] == [
        Report, UnreadableReport, BadPublished, UnreadableReport, Report, EmptyReport,
    ]  # fmt: skip
    places = [entry.where.rsplit(":", 1)[1] for entry in found if isinstance(entry, ReportError)]
    assert places == ["2", "3", "4", "7"]
    assert "YYYY-MM-DD" in str(found[2])
    assert (found[4].id, found[4].published) == ("a~2", date(2016, 3, 8))


def test_a_table_keeps_line_breaks_and_names_the_line_of_an_empty_row():
    first, second, third = _all(FILES / "constructed_table.csv")
    assert first.text == "Rebels took the town.\nThe army left it."
    assert first.sha256 == hashlib.sha256(first.text.encode()).hexdigest()
    assert isinstance(second, EmptyReport)
    assert second.where.endswith(":4")
    assert third.text == 'Police arrested "two" men.'


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        ({"doc_id": "q", "text": "Two words."}, ["q"]),
        ({"text": "Two words."}, ["file"]),
        ([{"id": 7, "text": "One."}, {"id": "b", "text": "Two."}], ["7", "b"]),
        ({"reports": [{"id": "a", "text": "One."}]}, ["a"]),
    ],
)
def test_json_may_be_one_report_or_several(tmp_path, value, ids):
    path = _write(tmp_path, "file.json", json.dumps(value).encode())
    assert [report.id for report in _all(path)] == ids


def test_a_row_without_an_id_is_named_by_its_words(tmp_path):
    path = _write(tmp_path, "rows.jsonl", b'{"text": "One."}\n{"text": "Two."}\n')
    first, second = _all(path)
    assert first.id != second.id
    assert first.id == f"r_{hashlib.sha256(b'One.').hexdigest()[:16]}"


RUSSIAN = "В результате обстрела города погибли пять мирных жителей, сообщили местные власти."


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "KABUL – Five soldiers were killed."),
        ("utf-16", "KABUL – Five soldiers were killed."),
        ("utf-16-le", "KABUL – Five soldiers were killed."),
        ("utf-16-be", "KABUL – Five soldiers were killed."),
        ("cp1252", "KABUL – “Five soldiers” were killed, the ministry’s office said."),
        ("iso8859_1", "Fünf Männer wurden bei Köln getötet, sagte der Präsident."),
        ("cp1250", "Pięciu żołnierzy zginęło w ataku na posterunek w pobliżu miasta."),
        ("cp1254", "Beş asker öldü, güvenlik güçleri şüphelileri gözaltına aldı."),
        ("cp1251", RUSSIAN),
        ("koi8_r", RUSSIAN),
        ("iso8859_5", RUSSIAN),
        ("cp1256", "قتل خمسة جنود في هجوم على نقطة تفتيش قرب مدينة حلب، بحسب مصادر محلية."),
    ],
)
def test_the_encoding_is_told(tmp_path, encoding, text):
    path = _write(tmp_path, "report.txt", text.encode(encoding))
    assert _one(path, any_language=True).text == text


@pytest.mark.parametrize(
    ("name", "raw", "error", "words"),
    [
        ("empty.txt", b"", EmptyReport, "empty"),
        ("blank.txt", b" \n\t\n", EmptyReport, "white space"),
        ("nul.txt", b"abc\x00\x00def" * 50, UnreadableReport, "not text"),
        ("binary.txt", bytes(range(256)) * 20, UnreadableReport, "not text"),
        ("really.txt", b"%PDF-1.4", UnreadableReport, "a PDF"),
        ("report.pdf", b"%PDF-1.4", UnreadableReport, "not a PDF"),
        ("report.odd", b"words", UnreadableReport, ".jsonl"),
        ("menu.html", b"<html><body><nav>Menu</nav></body></html>", UnreadableReport, "no report"),
        ("broken.json", b'{"text": ', UnreadableReport, "not JSON"),
        ("deep.json", b"[" * 100_000, UnreadableReport, "nested too deep"),
        ("none.json", b"[]", EmptyReport, "empty"),
        ("half.json", b'{"text": "\\ud800 x"}', UnreadableReport, "surrogate"),
        ("number.json", b'{"text": 5}', UnreadableReport, "text"),
        ("columns.csv", b"a,b\n1,2\n", UnreadableReport, 'no column "text"'),
        ("head.csv", b"id,text\n", EmptyReport, "no report"),
        ("day.json", b'{"text": "x", "published": "2016-13-45"}', BadPublished, "2016-13-45"),
        ("day.json", b'{"text": "x", "published": "03/04/2016"}', BadPublished, "YYYY-MM-DD"),
        ("day.json", b'{"text": "x", "published": 2016}', BadPublished, "YYYY-MM-DD"),
    ],
)
def test_bad_input_is_an_error_that_names_the_file(tmp_path, name, raw, error, words):
    (found,) = _all(_write(tmp_path, name, raw))
    assert type(found) is error
    assert name in found.where
    assert words in str(found)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("http://127.0.0.1:9/report", "private network"),
        ("no such file.txt", "no such file"),
        ("no such *.txt", "no file matches"),
        ("a\0b", "not a file name"),
        ("", "not a file name"),
    ],
)
def test_what_is_no_file_is_an_error(name, words):
    (found,) = _all(name)
    assert isinstance(found, UnreadableReport)
    assert words in str(found)


def test_a_folder_is_read_in_order_and_once(tmp_path):
    _write(tmp_path, "b.txt", b"Second.")
    (tmp_path / "a").mkdir()
    _write(tmp_path / "a", "z.txt", b"First.")
    _write(tmp_path, "notes.py", b"ignored")
    _write(tmp_path, "scan.pdf", b"%PDF")
    found = _all(tmp_path, tmp_path / "b.txt", tmp_path / "*.txt")
    assert [entry.text for entry in found if isinstance(entry, Report)] == ["First.", "Second."]
    assert [entry.where for entry in found if isinstance(entry, ReportError)] == [
        str(tmp_path / "scan.pdf")
    ]


def test_a_folder_without_reports_says_so(tmp_path):
    (found,) = _all(tmp_path)
    assert "no readable file" in str(found)


def test_a_file_one_may_not_open_is_an_error(tmp_path, monkeypatch):
    path = _write(tmp_path, "closed.txt", b"Words.")
    path.chmod(0)
    if os.access(path, os.R_OK):  # root may read anything

        def refuse(self, *_, **__):
            raise PermissionError(13, "Permission denied", str(self))

        monkeypatch.setattr(Path, "open", refuse)
    (found,) = _all(path)
    assert "Permission denied" in str(found)


@pytest.mark.parametrize(
    ("raw", "ids"),
    [
        (b'{"id": "z", "text": "One."}\n{"id": "y", "text": "Two."}\n', ["z", "y"]),
        (b'[{"id": "a", "text": "One."}]', ["a"]),
        (b"KABUL - Five soldiers were killed.", ["stdin"]),
        (b"[TEXT] FIVE SOLDIERS WERE KILLED.", ["stdin"]),
        ((FILES / "constructed_page_cp1252.html").read_bytes(), ["stdin"]),
    ],
)
def test_standard_input_is_told_by_its_first_words(raw, ids):
    assert [report.id for report in _all("-", stdin=io.BytesIO(raw))] == ids


DATED = "Published: 3 March 2016 14:05\n\nKABUL, 2 March 2016 (AFP) - Five soldiers were killed."


@pytest.mark.parametrize(
    ("text", "given", "day", "by"),
    [
        (DATED, date(2016, 3, 7), date(2016, 3, 7), "given"),
        (DATED, None, date(2016, 3, 3), "date line"),
        ("KABUL, 2 MAR 90 (AFP) -- [TEXT] A BOMB EXPLODED.", None, date(1990, 3, 2), "dateline"),
        ("KABUL, March 2 (AFP) - A bomb exploded.", None, None, None),
        ("Published: Apr 23 2017\n\nA bomb exploded.", None, date(2017, 4, 23), "date line"),
        ("Published: Apr 232017\n\nA bomb exploded.", None, date(2017, 4, 23), "date line"),
        ("Published: 03/04/2016\n\nA bomb exploded in Kabul.", None, None, None),
        ("A bomb exploded in Kabul on 3 March 2016.", None, None, None),
        (
            "Updated: 5 March 2016\nPublished: 3 March 2016\n\nA bomb exploded in Kabul.",
            None, date(2016, 3, 3), "date line",
        ),
    ],
)  # fmt: skip
def test_the_day_of_publication_comes_from_the_surest_words(text, given, day, by):
    report = report_of_text(text, id="x", published=given)
    assert (report.published, report.published_by) == (day, by)


@pytest.mark.parametrize(
    ("text", "given", "dated"),
    [
        (DATED, date(2016, 3, 7), date(2016, 3, 3)),
        (DATED, date(2016, 3, 3), None),
        (DATED, None, None),
        ("Updated: 5 March 2016\n\nA bomb exploded in Kabul.", date(2016, 3, 3), None),
        ("A bomb exploded in Kabul on 3 March 2016.", date(2016, 3, 7), None),
        (
            "Blast in Kabul Published on: Fri, 4 Mar 2016 at 09:56 IST Kabul: A bomb exploded.",
            date(2016, 3, 7), date(2016, 3, 4),
        ),
    ],
)  # fmt: skip
def test_a_date_line_of_its_own_dates_a_report_that_came_with_another_day(text, given, dated):
    report = report_of_text(text, id="x", published=given)
    assert report.dated == dated
    assert report.day == (dated or report.published)


def test_the_option_outranks_a_page_but_not_a_row(tmp_path):
    option = date(2020, 1, 1)
    assert _one(FILES / "constructed_page_cp1252.html", published=option).published == option
    row = _write(tmp_path, "row.json", b'{"text": "Words.", "published": "2016-03-07"}')
    assert _one(row, published=option).published == date(2016, 3, 7)


@pytest.mark.parametrize(
    ("text", "title", "headline"),
    [
        ("Rebels take Idlib base\n\nThe army left on Monday.", None, "Rebels take Idlib base"),
        ("Rebels take Idlib base\nBy Staff Writer\nThe army left.", None, "Rebels take Idlib base"),
        ("Rebels take base. The army left.", "Rebels take base - Example", "Rebels take base"),
        ("3 March 2016 Rebels take base. They ...", "Rebels take base", "Rebels take base"),
        ("The army left on Monday.\n\nIt was the last base.", None, None),
        ("The minister said:\n\nThe army left on Monday.", None, None),
        ("KABUL – Five soldiers were killed\n\nin an ambush.", None, None),
        ("One line and nothing else", None, "One line and nothing else"),
        ("One line. And another sentence", None, None),
    ],
)
def test_the_headline_is_found(text, title, headline):
    report = report_of_text(text, id="x", title=title)
    assert (report.headline.quote(text) if report.headline else None) == headline


@pytest.mark.parametrize("unit", ["The rebels took (a) town, AP said. ", "A", " - ", "[(", "ABC "])
def test_five_megabytes_on_one_line_are_read_in_seconds(tmp_path, unit):
    raw = (unit * (5_000_000 // len(unit))).encode()
    path = _write(tmp_path, "long.txt", raw)
    start = time.perf_counter()
    assert len(_one(path).text) == len(raw)
    assert time.perf_counter() - start < 10  # about one second where nothing else runs
