"""Writing: whole records, and Ctrl-C that waits for them."""

import io
import signal

import pytest

from dateline.cli.output import Output, OutputError, uninterrupted


def write_while_interrupted(out, times):
    """Press Ctrl-C so many times before a record is written."""
    with uninterrupted():
        for _ in range(times):
            signal.raise_signal(signal.SIGINT)
        out.write("whole")


@pytest.mark.parametrize(
    ("times", "written"),
    [
        (1, "whole"),
        (2, ""),  # whoever reads our output may never read on
    ],
)
def test_ctrl_c_waits_for_the_record_unless_pressed_again(times, written):
    out = io.StringIO()
    with pytest.raises(KeyboardInterrupt):
        write_while_interrupted(out, times)
    assert out.getvalue() == written


def test_ctrl_c_works_as_before_afterwards():
    before = signal.getsignal(signal.SIGINT)
    with uninterrupted():
        pass
    assert signal.getsignal(signal.SIGINT) is before


class Full(io.StringIO):
    """A disk with no room left."""

    def flush(self):
        raise OSError(28, "No space left on device")


def test_a_full_disk_is_named():
    with pytest.raises(OutputError, match=r"cannot write to events\.jsonl: No space left"):
        Output(Full(), "events.jsonl").write("{}\n")
