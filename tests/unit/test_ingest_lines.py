"""JSON Lines of any size: read as they stand, of the same lines as if decoded whole."""

import io
import json
import tracemalloc

import pytest

from dateline.errors import ReportError
from dateline.ingest import numbered_lines as module
from dateline.ingest import read_reports
from dateline.ingest.decode import decode
from dateline.ingest.numbered_lines import numbered_lines

LONG = "Troops shelled the village near the river on Monday. " * 40


def lines(raw):
    try:
        return [(number, str(line)) for number, line in numbered_lines(io.BytesIO(raw), "x.jsonl")]
    except ReportError as error:
        return str(error)


WHOLE = [
    b"one\n\ntwo\nthree",
    b"one\r\n  \r\ntwo\r\n",
    b"\xef\xbb\xbfone\ntwo\n",
    "Şırnak\nKyiv \u2028 Lviv\nŁódź\n".encode(),
    "Один человек погиб в Донецке в понедельник утром.\nДва\n".encode("cp1251"),
    "one\ntwo\n".encode("utf-16"),
    "one two three\nfour five\n".encode("utf-16-le"),
    ("plain words, many of them\n" * 30 + "Malmö, Århus and Øresund\n").encode("cp1252"),
]


@pytest.mark.parametrize("chunk", [3, 16, 1 << 20])
@pytest.mark.parametrize("raw", WHOLE)
def test_lines_are_those_of_the_file_decoded_whole(raw, chunk, monkeypatch):
    monkeypatch.setattr(module, "_CHUNK", chunk)
    whole = enumerate(decode(raw, "x.jsonl").split("\n"), start=1)
    assert lines(raw) == [(number, line) for number, line in whole if line.strip()]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04 and so on", "ZIP"),
        (b"\xff\xfe\x00", "utf-16-le"),
    ],
)
@pytest.mark.parametrize("chunk", [4, 1 << 20])
def test_what_is_no_text_is_refused_whole(raw, says, chunk, monkeypatch):
    monkeypatch.setattr(module, "_CHUNK", chunk)
    assert says in lines(raw)


def test_a_line_that_is_no_text_does_not_spoil_the_others():
    broken = (2, "x.jsonl:2: it holds NUL characters, so it is not text")
    assert lines(b"one\ntwo\x00\nthree\n") == [(1, "one"), broken, (3, "three")]


def test_a_file_too_large_to_be_held_is_decoded_line_by_line(monkeypatch):
    monkeypatch.setattr(module, "_WHOLE", 10)
    raw = "Şırnak\n".encode() * 3 + b"a broken \xff\xc3 byte\n" + "Łódź\n".encode()
    found = lines(raw)
    assert [number for number, _ in found] == [1, 2, 3, 4, 5]
    assert [line for number, line in found if number != 4] == ["Şırnak"] * 3 + ["Łódź"]
    assert "ZIP" in lines(b"PK\x03\x04 and\xff so on\n")


def rows(count):
    return [{"id": f"r{number}", "text": f"{number}. {LONG}"} for number in range(count)]


def write_lines(path):
    with path.open("w") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in rows(6000))


def write_parquet(path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pyarrow.Table.from_pylist(rows(6000)), path, row_group_size=500)


@pytest.mark.parametrize("write", [write_lines, write_parquet])
def test_reading_takes_no_more_memory_for_more_reports(tmp_path, write):
    path = tmp_path / f"in.{'parquet' if write is write_parquet else 'jsonl'}"
    write(path)
    found = read_reports([str(path)])
    next(found)
    tracemalloc.start()
    count = 1 + sum(1 for _ in found)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 6000
    assert peak < 6_000_000  # the texts are 13 MB
