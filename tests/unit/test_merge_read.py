"""What can go wrong with a line, and that the message says where and what to do."""

import json

import pytest
from merge_samples import row

from dateline.merge import BadLine, EventRecord, Line, read_events, read_texts


def read(*contents):
    rows = (Line(f"events.jsonl:{at}", content) for at, content in enumerate(contents, 1))
    return list(read_events(rows))


def encoded(**more):
    return json.dumps(row(**more)).encode()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{broken", "not JSON at column 2"),
        (b"\xff{}", "not UTF-8 at byte 1"),
        (b"[1, 2]", "not an object"),
        (b'"text"', "not an object"),
        (b"{}", "schema is null, not dateline.event/1"),
        (b'{"schema": "dateline.incident/1"}', 'schema is "dateline.incident/1", not dateline.'),
        (encoded(id=""), "id: "),
        (encoded(id=7), "id: "),
        (encoded(published="7 March"), "report.published: "),
        (encoded(counts=[{"measure": "killed", "low": "many"}]), "counts.0.low: "),
        (encoded(counts=[{"measure": "killed", "low": 9, "high": 2}]), "low 9 exceeds high 2"),
        (encoded(places=[{"lat": 120}]), "places.0.lat: "),
        (encoded(time={"earliest": "2016-03-07", "latest": "2016-03-01"}), "is before earliest"),
        (encoded(mentions=None), "mentions: "),
    ],
)
def test_a_line_that_is_no_event_is_named_with_the_reason(content, why):
    good = encoded(id="ev_9")
    bad, other = read(content, good)
    assert isinstance(bad, BadLine)
    assert str(bad).startswith("events.jsonl:1: ")
    assert why in str(bad)
    assert isinstance(other, EventRecord)


def test_an_event_told_twice_is_named_with_both_lines():
    first, second = read(encoded(), encoded())
    assert isinstance(first, EventRecord)
    assert str(second) == (
        "events.jsonl:2: event ev_1 stands already at events.jsonl:1; this one is left out"
    )


def test_blank_lines_and_a_byte_order_mark_are_passed_over():
    assert [each.id for each in read(b"\xef\xbb\xbf" + encoded(), b"", b"  \n")] == ["ev_1"]


def test_fields_that_are_not_known_are_passed_over():
    (event,) = read(encoded(colour="red"))
    assert event.id == "ev_1"


@pytest.mark.parametrize("content", [b'{"id": "r1"}', b'{"id": 1, "text": "x"}', b"{"])
def test_a_line_that_is_no_text_is_named(content):
    (found,) = read_texts([Line("texts.jsonl:1", content)])
    assert str(found).startswith("texts.jsonl:1: ")


def test_texts_are_read_by_their_report():
    (found,) = read_texts([Line("texts.jsonl:1", b'{"id": "r1", "text": "Said.", "title": null}')])
    assert (found.doc_id, found.text) == ("r1", "Said.")
