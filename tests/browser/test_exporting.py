"""A person takes what a page shows away as a file: the API gives the same."""

import urllib.request
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("shown", "same"),
    [
        ("/queue?type=arrest", "type=arrest&status=unreviewed"),
        ("/explore?type=arrest&country=SYR", "type=arrest&country=SYR"),
    ],
)
def test_what_a_page_shows_can_be_taken_away(visit, desk, shown, same):
    page = visit(shown)
    page.click("summary:text-is('Export')")
    with page.expect_download() as started:
        page.click(".exports a:text-is('csv') >> nth=0")
    assert started.value.suggested_filename == "events.csv"
    taken = Path(started.value.path()).read_bytes()
    assert taken.count(b"\n") == 11
    with urllib.request.urlopen(f"{desk.url}/api/v1/exports/csv?{same}") as answer:
        assert answer.read() == taken
    assert desk.case.ledger()[-1].action == "export"
