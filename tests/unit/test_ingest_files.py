"""Reports in PDF, Word, feeds, web archives, saved pages and Parquet, and hostile files of each."""

import io
import json
import sys
import time
import zipfile
from datetime import date, datetime

import pytest
from ingest_samples import (
    ATOM,
    BODY,
    FRENCH,
    MORE,
    PAGE,
    RSS,
    parquet,
    pdf_of_columns,
    pdf_of_lines,
    pdf_of_paragraphs,
    pdf_of_signs,
    saved_page,
    wacz,
    warc,
    word_document,
)

from dateline.errors import EmptyReport, NotEnglish, ReportError, UnreadableReport
from dateline.ingest import limits, read_reports
from dateline.ingest.linked_data import find_article
from dateline.ingest.markup import text_of_markup
from dateline.model import Report

HTML_PAGE = ("https://example.org/1", "text/html; charset=utf-8", PAGE.encode(), "200 OK")


def read(tmp_path, name: str, content: bytes | str) -> list[Report | ReportError]:
    raw = content.encode() if isinstance(content, str) else content
    (tmp_path / name).write_bytes(raw)
    return list(read_reports([str(tmp_path / name)]))


def piped(content: bytes) -> list[Report | ReportError]:
    return list(read_reports(["-"], stdin=io.BytesIO(content)))


def told(report: Report) -> str:
    """The text without its furniture, on one line."""
    text = report.text
    for piece in reversed(report.furniture):
        text = text[: piece.span.start] + text[piece.span.end :]
    return " ".join(text.split())


# --- PDF ---------------------------------------------------------------------------


def test_pdf_paragraphs_run_on_over_lines_and_pages(tmp_path):
    paragraphs = [BODY, MORE] * 14
    (report,) = read(tmp_path, "weekly.pdf", pdf_of_paragraphs(paragraphs, heads=True))
    assert report.id == "weekly"
    assert told(report) == " ".join(paragraphs)
    assert report.text.split("\n\n")[0] == BODY
    marked = [piece.span.quote(report.text) for piece in report.furniture if piece.kind == "page"]
    assert marked.count("Constructed Monitor - Weekly Report") == 2
    assert {"Page 1 of 3", "Page 2 of 3"} <= set(marked)
    assert report.title == "Weekly report"


def test_pdf_columns_are_read_one_after_the_other(tmp_path):
    paragraphs = [BODY, MORE, "A third paragraph of the story stands here for length. " * 12] * 2
    (report,) = read(tmp_path, "two.pdf", pdf_of_columns(paragraphs, "Shelling and bombs"))
    text = " ".join(report.text.split())
    assert text.startswith(f"Shelling and bombs {BODY} {MORE}")
    assert text.count(BODY) == text.count(MORE) == 2


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["The spokes-", "man denied it."], "The spokesman denied it."),
        (["An anti-", "government protest."], "An anti-government protest."),
        (
            ["A long-range gun and a long-", "range rocket."],
            "A long-range gun and a long-range rocket.",
        ),
        (["They left Deir al-", "Zour on Monday."], "They left Deir al- Zour on Monday."),
        (["In 2016-", "17 they fought."], "In 2016- 17 they fought."),
    ],
)
def test_pdf_words_broken_at_a_line_end_are_whole_again(tmp_path, lines, text):
    (report,) = read(tmp_path, "broken.pdf", pdf_of_lines([*lines, "It was the end of the week."]))
    assert told(report).startswith(text)


def test_pdf_signs_set_one_by_one_make_words_and_lines(tmp_path):
    lines = ["Rebels shelled a market, killing twelve (some say", "20); the army “denied” it, yes."]
    (report,) = read(tmp_path, "signs.pdf", pdf_of_signs(lines))
    assert told(report) == " ".join(lines)


def test_pdf_pages_that_are_pictures_are_named_and_the_others_read(tmp_path):
    report, error = read(tmp_path, "mixed.pdf", pdf_of_lines([BODY[:80]], scans=2))
    assert BODY[:80] in report.text
    assert "page 2, 3" in str(error)
    assert "ocrmypdf" in str(error)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (pdf_of_lines([], scans=2), "pictures without a text layer"),
        (pdf_of_lines([BODY[:60]], password="secret"), "password"),
        (b"%PDF-1.7\n%broken", "not a PDF that can be read"),
        (pdf_of_paragraphs([BODY])[:300], "not a PDF that can be read"),
        (b"", "PDF"),
    ],
)
def test_pdf_that_cannot_be_read_says_why(tmp_path, content, why):
    (error,) = read(tmp_path, "bad.pdf", content)
    assert isinstance(error, ReportError)
    assert why in str(error)


# --- Word --------------------------------------------------------------------------


def test_word_document_has_paragraphs_tables_and_a_title(tmp_path):
    content = word_document([BODY, MORE], "Hama and Aleppo", rows=["Hama: 12", "Aleppo: 3"])
    (report,) = read(tmp_path, "report.docx", content)
    assert report.text == f"{BODY}\n\n{MORE}\n\nHama: 12\n\nAleppo: 3"
    assert (report.title, report.id) == ("Hama and Aleppo", "report")
    assert piped(content)[0].text == report.text


def bomb(name: str, size: int) -> bytes:
    """A ZIP file whose member unpacks to much more than it takes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w") as member,
    ):
        for _ in range(size // 1_000_000):
            member.write(b" " * 1_000_000)
    return out.getvalue()


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    "<rss><channel><item><title>&b;</title></item></channel></rss>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<rss><channel><item><title>&x;</title></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("bomb.docx", bomb("word/document.xml", 30_000_000), "larger than 20 MB"),
        ("odd.docx", bomb("other.xml", 1_000_000), "no word/document.xml inside"),
        ("odd.docx", b"PK\x03\x04 no", "not a Word document"),
        ("entities.xml", ENTITIES, "XML entities"),
        ("outside.rss", OUTSIDE, "XML entities"),
        ("page.xml", "<library><book/></library>", "only feeds are read"),
        ("none.rss", "<rss><channel><title>Empty</title></channel></rss>", "no entry"),
        ("words.atom", "no markup at all", "not XML"),
        ("odd.parquet", b"PAR1 no PAR1", "not Parquet"),
        ("odd.parquet", b"", "not Parquet"),
        ("odd.warc", b"no warc", "archive"),
        ("odd.warc.gz", b"\x1f\x8b no", "archive"),
        ("odd.wacz", b"PK\x03\x04 no", "not a WACZ"),
        ("odd.wacz", bomb("pages.jsonl", 1_000_000), "no WARC file inside"),
        ("odd.mht", "Subject: words\n\nno page", "no HTML page"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "save the report as .docx"),
    ],
)
def test_hostile_and_broken_files_end_in_one_clear_error(tmp_path, name, content, why):
    began = time.monotonic()
    (error,) = read(tmp_path, name, content)
    assert isinstance(error, ReportError)
    assert why in str(error)
    assert name in str(error)
    assert time.monotonic() - began < 10


def test_one_hostile_file_loses_nothing_of_the_others(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "b.docx").write_bytes(word_document([BODY]))
    (tmp_path / "c.rss").write_text(ENTITIES)
    (tmp_path / "d.txt").write_text(MORE)
    found = list(read_reports([str(tmp_path)]))
    assert [isinstance(each, Report) for each in found] == [False, True, False, True]


# --- feeds -------------------------------------------------------------------------


def test_rss_entries_are_reports_and_an_empty_one_is_an_error(tmp_path):
    first, empty, last = read(tmp_path, "feed.rss", RSS)
    assert first.text == f"Shelling in Hama\n\n{BODY}\n\nSecond & last."
    assert (first.title, first.source, first.url) == (
        "Shelling in Hama", "Constructed Wire", "https://example.org/1",
    )  # fmt: skip
    assert (first.published, first.published_by) == (date(2016, 3, 7), "metadata")
    assert isinstance(empty, EmptyReport)
    assert "entry 2" in str(empty)
    assert (last.url, last.published) == ("https://example.org/2", None)
    assert piped(RSS.encode())[0].text == first.text


def test_atom_gives_the_day_as_written_and_the_entrys_own_page(tmp_path):
    (report,) = read(tmp_path, "feed.xml", ATOM)
    assert (report.published, report.url) == (date(2016, 3, 7), "https://example.org/1")
    assert BODY in report.text
    assert report.language == "en"


def test_an_endless_feed_is_read_up_to_a_bound(tmp_path, monkeypatch):
    monkeypatch.setattr("dateline.ingest.feeds.MOST_ITEMS", 3)
    item = f"<item><title>{BODY}</title></item>"
    *reports, error = read(tmp_path, "feed.rss", f"<rss><channel>{item * 9}</channel></rss>")
    assert len(reports) == 3
    assert "more than 3 entries" in str(error)


def test_a_broken_feed_gives_what_can_be_read(tmp_path):
    text = RSS.replace("</item>", "</itm>", 1).replace("&amp; last", "& last")
    found = read(tmp_path, "feed.rss", text)
    assert any(isinstance(each, Report) for each in found)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain words", "plain words"),
        ("a &lt; b &amp; c", "a < b & c"),
        ("<p>One</p><p>Two<br>Three</p>", "One\n\nTwo\n\nThree"),
        ("<div>A<script>no()</script><style>no</style> b</div>", "A b"),
        ("<p>open <b>bold", "open bold"),
        ("<div>" * 3000 + "deep" + "</div>" * 3000, "deep"),
    ],
)
def test_markup_becomes_paragraphs(markup, text):
    assert text_of_markup(markup) in (text, markup)  # lxml refuses what is nested too deep
    if len(markup) < 1000:
        assert text_of_markup(markup) == text


# --- web archives ------------------------------------------------------------------


@pytest.mark.parametrize("gzip", [True, False])
def test_warc_pages_are_reports_and_the_rest_is_passed_over(tmp_path, gzip):
    content = warc(
        [
            HTML_PAGE,
            ("https://example.org/a.png", "image/png", b"\x89PNG", "200 OK"),
            ("https://example.org/gone", "text/html", b"<p>gone</p>", "404 Not Found"),
            ("https://example.org/2.pdf", "application/pdf", pdf_of_paragraphs([MORE]), "200 OK"),
            ("https://example.org/menu", "text/html", b"<p>Menu</p>", "200 OK"),
            ("https://example.org/3.txt", "text/plain", MORE.encode(), "200 OK"),
        ],
        gzip,
    )
    name = "crawl.warc.gz" if gzip else "crawl.warc"
    page, pdf, menu, text = read(tmp_path, name, content)
    assert BODY in page.text
    assert page.url == "https://example.org/1"
    assert (told(pdf), told(text)) == (MORE, MORE)
    assert isinstance(menu, UnreadableReport)
    assert "https://example.org/menu" in str(menu)
    assert len(piped(content)) == 4


def test_wacz_holds_warc_files(tmp_path):
    (report,) = read(tmp_path, "crawl.wacz", wacz(warc([HTML_PAGE])))
    assert BODY in report.text


def test_an_archive_that_breaks_off_keeps_what_came_before(tmp_path):
    content = warc([HTML_PAGE, HTML_PAGE], gzip=False)
    found = read(tmp_path, "crawl.warc", content[: len(content) - 400])
    assert isinstance(found[0], Report)


def test_a_page_that_unpacks_without_end_is_an_error_of_its_own(tmp_path, monkeypatch):
    huge = ("https://example.org/huge", "text/html", b"<p>" + b"x" * 3_000_000, "200 OK")
    monkeypatch.setattr(limits, "LARGEST_PAGE", 1_000_000)
    monkeypatch.setattr(limits.read_at_most, "__defaults__", (1_000_000,))
    error, report = read(tmp_path, "crawl.warc.gz", warc([huge, HTML_PAGE]))
    assert "larger than 1 MB" in str(error)
    assert BODY in report.text


# --- saved pages, Parquet ----------------------------------------------------------


def test_saved_page_keeps_its_address_and_takes_no_day_from_its_saving(tmp_path):
    (report,) = read(tmp_path, "page.mht", saved_page(PAGE, "https://example.org/1"))
    assert BODY in report.text
    assert (report.url, report.published) == ("https://example.org/1", None)


def test_parquet_rows_are_reports_and_days_may_be_days(tmp_path):
    rows = {
        "id": ["a", "b", "c"],
        "Text": [BODY, None, MORE],
        "published": [datetime(2016, 3, 7), None, datetime(2016, 3, 8, 23, 0)],
        "ignored": [1, 2, 3],
    }
    first, missing, last = read(tmp_path, "corpus.parquet", parquet(rows))
    assert (first.id, first.text, first.published) == ("a", BODY, date(2016, 3, 7))
    assert "row 2" in str(missing)
    assert last.published == date(2016, 3, 8)


def test_parquet_without_a_text_column_names_those_it_has(tmp_path):
    (error,) = read(tmp_path, "corpus.parquet", parquet({"body": [BODY]}))
    assert 'no column "text": it has body' in str(error)


def test_without_pyarrow_the_error_says_what_to_install(tmp_path, monkeypatch):
    content = parquet({"text": [BODY]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (error,) = read(tmp_path, "corpus.parquet", content)
    assert "pip install 'dateline[parquet]'" in str(error)


# --- what a page says of itself ----------------------------------------------------


ARTICLE = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "no"},
        {
            "@type": ["ReportageNewsArticle"],
            "headline": "Shelling in Hama &amp; Aleppo",
            "datePublished": "2016-03-07T23:50:00+02:00",
            "publisher": {"@type": "Organization", "name": "Constructed News"},
            "url": "https://example.org/1",
            "inLanguage": "en-GB",
        },
    ],
}


def test_json_ld_gives_title_day_outlet_and_language(tmp_path):
    script = f'<script type="application/ld+json">{json.dumps(ARTICLE)}</script>'
    (report,) = read(tmp_path, "page.html", PAGE.replace("</head>", f"{script}</head>"))
    assert (report.title, report.source) == ("Shelling in Hama & Aleppo", "Constructed News")
    assert (report.published, report.language) == (date(2016, 3, 7), "en-GB")


def test_json_ld_body_stands_in_where_the_page_has_no_words(tmp_path):
    script = json.dumps({"@type": "NewsArticle", "headline": "Hama", "articleBody": BODY})
    page = f'<html><script type="application/ld+json">{script}</script><body><p>x</p></body></html>'
    (report,) = read(tmp_path, "page.html", page)
    assert BODY in report.text


@pytest.mark.parametrize(
    "script",
    ["", "{", "[" * 5000, "null", '{"@type": 5}', '{"@type": "NewsArticle", "headline": {"x": 1}}'],
)
def test_json_ld_that_is_broken_is_no_error(script):
    found = find_article(f'<script type="application/ld+json">{script}</script>')
    assert found.title is None


# --- language ----------------------------------------------------------------------


ARABIC = "قتل ثلاثة جنود يوم الاثنين في هجوم قرب الحدود السورية، بحسب ما أعلنت وزارة الدفاع."
UKRAINIAN = "Троє військових загинули в понеділок під час обстрілу села поблизу кордону області."
SPANISH = (
    "Tres soldados murieron el lunes en una emboscada cerca de la frontera del país, según "
    "informó el Ministerio de Defensa en un comunicado publicado por la noche."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [(FRENCH, "French"), (ARABIC, "Arabic"), (UKRAINIAN, "Ukrainian"), (SPANISH, "Spanish")],
)
def test_a_report_that_is_not_english_is_named_and_skipped(tmp_path, text, language):
    error, report = (*read(tmp_path, "other.txt", text), *read(tmp_path, "english.txt", BODY))
    assert isinstance(error, NotEnglish)
    assert f"it is in {language}, not English: skipped" in str(error)
    assert isinstance(report, Report)


@pytest.mark.parametrize(
    "text",
    [
        "Tres soldados",
        "GUERRILLAS ATTACKED SANTA TECLA AND SAN MIGUEL WITH MORTARS MONDAY KILLING TWO SOLDIERS",
        "Deir al-Zour Raqqa Hama Idlib Tell Abyad Manbij Ain Issa Kobani Hasakah Qamishli Derik",
        "Militants killed; twelve wounded; Boko Haram blamed; soldiers deployed; curfew imposed.",
    ],
)
def test_a_doubtful_text_is_read(tmp_path, text):
    (report,) = read(tmp_path, "short.txt", text)
    assert isinstance(report, Report)
