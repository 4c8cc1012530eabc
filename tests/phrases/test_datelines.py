"""Datelines: the words they cover, the place, the day; and what looks like one but is none."""

from datetime import date

import pytest

from dateline.ingest import report_of_text

BODY = "Dozens of militants have left the group, local sources said on Monday."


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("QAMISHLI – ", "QAMISHLI", None),
        ("QAMISHLI\xa0– ", "QAMISHLI", None),
        ("SAN SALVADOR, 3 JAN 90 (AFP) -- ", "SAN SALVADOR", date(1990, 1, 3)),
        ("SAN SALVADOR, 3 JAN 90 -- [REPORT] [PRESS] [TEXT] ", "SAN SALVADOR",
         date(1990, 1, 3)),
        ("PRAGUE (CZECHOSLOVAKIA), 21 MAY 88 (EFE) -- [Text] ", "PRAGUE", date(1988, 5, 21)),
        ("NO CITY (COLOMBIA), 26 SEP 89 -- [TEXT] ", "COLOMBIA", date(1989, 9, 26)),
        ("CLANDESTINE, 1 AUG 89 (RADIO EXAMPLE) -- [COMMUNIQUE] ", None, date(1989, 8, 1)),
        ("BEIRUT (Reuters) - ", "BEIRUT", None),
        ("BEIRUT/DAMASCUS (Reuters) - ", "BEIRUT", None),
        ("KABUL, Afghanistan (AP) — ", "KABUL", None),
        ("KANDAHAR, Afghanistan, Oct. 3, 2009 (Xinhua) -- ", "KANDAHAR", date(2009, 10, 3)),
        ("BAGHDAD, March 3 (Xinhua) -- ", "BAGHDAD", None),
        ("Damascus, SANA – ", "Damascus", None),
        ("Damascus - ", "Damascus", None),
        ("Beirut- ", "Beirut", None),
        ("NEW DELHI: ", "NEW DELHI", None),
        ("(Reuters) - ", None, None),
        ("AFP - ", None, None),
        ("[Text] ", None, None),
        ("BEIRUT ", "BEIRUT", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("above", ["", "Over 200 leave the group\n\n"])
def test_a_dateline_is_read(above, line, place, day):
    text = f"{above}{line}{BODY}"
    report = report_of_text(text, id="x")
    found = report.dateline
    assert found is not None
    assert found.span.quote(text) == line.rstrip()
    assert (found.place.quote(text) if found.place else None) == place
    assert found.day == day
    assert [piece.span for piece in report.furniture if piece.kind == "dateline"] == [found.span]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"Rebels - not the army - took the town. {BODY}",
        f"BREAKING: {BODY}",
        f"UPDATE – {BODY}",
        f"Monitor: {BODY}",
        f"Syria: {BODY}",
        f"BAGHDAD-based groups said that {BODY}",
        f"Al-Qaeda – which denied it – spoke. {BODY}",
        f"The army (Reuters) - said {BODY}",
        "REBELS – NOT THE ARMY – TOOK THE TOWN ON MONDAY",
        f"FMLN [the front] -- and others {BODY}",
        f"U.S. forces left. {BODY}",
    ],
)
def test_other_dashes_and_colons_make_no_dateline(text):
    report = report_of_text(text, id="x")
    assert report.dateline is None
    assert not report.furniture


def test_a_headline_run_into_its_dateline_is_parted_from_it():
    text = "Seven killed in blastsKANDAHAR, Afghanistan, Oct. 3 (Xinhua) -- Seven men were killed."
    report = report_of_text(text, id="x", published=date(2009, 10, 3))
    assert report.headline.quote(text) == "Seven killed in blasts"
    assert report.dateline.place.quote(text) == "KANDAHAR"
    assert report.dateline.day == date(2009, 10, 3)


@pytest.mark.parametrize(
    ("published", "day"),
    [
        (date(2016, 3, 4), date(2016, 3, 3)),
        (date(2016, 3, 3), date(2016, 3, 3)),
        (date(2016, 9, 1), None),  # half a year off: some other year's March
        (None, None),
    ],
)
def test_a_day_without_a_year_takes_it_from_the_day_of_publication(published, day):
    report = report_of_text(f"BAGHDAD, March 3 (Xinhua) -- {BODY}", id="x", published=published)
    assert report.dateline.day == day


def test_a_feed_without_capitals_has_datelines_too():
    text = "new delhi: two men were arrested on friday, police said. a search went on in the city."
    report = report_of_text(text, id="x")
    assert report.dateline.place.quote(text) == "new delhi"
