"""What an output could not carry, told to whoever asked for it."""

from dateline.cli.messages import Messages
from dateline.cli.output import Output
from dateline.export import Chosen


def tell_losses(written: Chosen, notes: Output | None, messages: Messages) -> None:
    """Count on standard error what was left out or lost; list it where `notes` is given."""
    for line in written.losses.told(written.name):
        messages.say(line)
    if notes is not None:
        from dateline.export.loss_table import loss_table

        notes.write(loss_table(written.losses))
