"""Bytes to reports: files and formats, page furniture, datelines, publication dates."""

from dateline.ingest.read import read_originals, read_reports
from dateline.ingest.report import report_of_text

__all__ = ["read_originals", "read_reports", "report_of_text"]
