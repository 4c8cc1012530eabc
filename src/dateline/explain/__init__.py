"""Why an event was coded as it was, told from what the stages gave and weighed."""

from dateline.explain.event import explain_event

__all__ = ["explain_event"]
