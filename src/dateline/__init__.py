"""Dateline reads news reports about conflict and gives back auditable event records."""

__version__ = "0.1.0"
