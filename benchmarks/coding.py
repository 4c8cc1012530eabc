"""Reports as dictionaries in, records of the contract out, as `dateline code` would write them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from dateline.export.event_json import event_json
from dateline.export.mention_json import mentions_json
from dateline.ingest import report_of_text
from dateline.model import Report
from dateline.pipeline import Tools, code_report, read_mentions

Row = dict[str, Any]


def report_of(row: Mapping[str, Any]) -> Report:
    """A report with `id` and `text`; `title`, `published` and `source` if the row has them."""
    published = date.fromisoformat(row["published"]) if row.get("published") else None
    return report_of_text(
        row["text"],
        id=row["id"],
        title=row.get("title"),
        published=published,
        source=row.get("source"),
    )


def events_of(rows: Iterable[Mapping[str, Any]], tools: Tools) -> Iterator[Row]:
    """The events of each report, as `dateline code` gives them."""
    for row in rows:
        for event in code_report(report_of(row), tools):
            yield event_json(event, tools.made_by)


def mentions_of(rows: Iterable[Mapping[str, Any]], tools: Tools) -> Iterator[Row]:
    """The mentions of each report, as `dateline mentions` gives them."""
    for row in rows:
        report = report_of(row)
        yield from mentions_json(report, read_mentions(report, tools))
