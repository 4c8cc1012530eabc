"""Rich text as a string: the same on every machine, lines without trailing blanks."""

import io

from rich.console import Console


def new_console(width: int, colour: bool) -> Console:
    """A console that keeps what is printed on it."""
    return Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )


def printed(console: Console) -> str:
    """What was printed on a new_console."""
    out = console.file
    assert isinstance(out, io.StringIO)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
