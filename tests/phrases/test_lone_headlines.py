"""A report that is a headline and nothing else: what it tells, and what it must not."""

import pytest

from dateline.ingest import report_of_text


@pytest.mark.parametrize(
    ("text", "kind", "measure", "number"),
    [
        ("About 30 casualties and injuries in Jisr al-Shughur", "armed_attack", "casualties", 30),
        ("Death toll in Saraqib rises to 16, among them four children", "killing", "killed", 16),
        ("Mine remnants claim the lives of two women east of Deir ez-Zor", "killing", "killed", 2),
        ("Six Turkish soldiers killed, nine wounded in Afrin operation", "battle", "killed", 6),
        ("One soldier killed in Idlib, military retaliates: ministry", "battle", "killed", 1),
        ("Rocket shells target Aleppo city leaving five people dead", "shelling", "killed", 5),
    ],
)
def test_a_toll_stands_where_it_is_all_that_is_told(coded, text, kind, measure, number):
    found = {
        (event.type, count.measure, count.quantity.low)
        for event in coded(text)
        for count in event.counts
    }
    assert (kind, measure, number) in found


def test_a_toll_that_stands_has_its_place(coded):
    (event,) = coded("About 30 casualties and injuries in Jisr al-Shughur")
    assert [place.name for place in event.places] == ["Jisr al-Shughur"]


@pytest.mark.parametrize(
    "text",
    [
        "Earthquake death toll rises to 76 in southern Turkey",
        "Five dead in coach crash near Homs",
        "Death toll of Damascus building collapse rises to 12",
        "After the death of ten people, the residents have had enough",
        "Death toll of the ferry accident rises to nine",
        "Olive Branch operation enters its third week",
        "Watchlist for the Middle East for 18 January",
    ],
)
def test_no_event_where_nobody_did_it_or_nothing_is_counted(coded, text):
    assert coded(text) == ()


def test_in_a_report_with_sentences_a_bare_toll_stands_for_nothing(coded):
    assert coded("The death toll has risen to 76. The ministry gave the figure on Monday.") == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Shelling kills four in Homs", "Shelling kills four in Homs"),
        ("Head of U.S. Central Command visits Raqqa", "Head of U.S. Central Command visits Raqqa"),
        ("Shelling killed four people in Homs.", None),
        ("Shelling hit Homs. Four people died, medics say", None),
        ("Four people killed in Homs, sources said:", None),
        ("Four killed", None),
        ("word " * 80, None),
    ],
)
def test_one_line_is_a_headline_if_it_reads_as_one(text, title):
    report = report_of_text(text, id="x")
    assert (report.headline is not None) == (title is not None)
    assert report.title == title
