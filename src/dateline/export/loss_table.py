"""What mappings lost, event by event, as a table."""

from dateline.export.csv_rows import csv_row
from dateline.export.losses import Losses

COLUMNS = ("event_id", "note")


def loss_table(losses: Losses) -> str:
    """CSV: a row for each thing an event lost."""
    return csv_row(list(COLUMNS)) + "".join(csv_row(list(note)) for note in losses.notes)
