"""The commands, and where each is written: a command is imported when it is run, no sooner."""

from functools import cached_property
from importlib import import_module
from typing import Any

import typer.main
from typer.core import TyperCommand, TyperGroup

# Name, module of dateline.cli, and what it does: the first sentence of its own help.
COMMANDS = (
    ("code", "code", "Code the events that reports tell."),
    (
        "mentions",
        "mentions",
        "List every mention: actors, places, times, quantities, who says what.",
    ),
    ("merge", "merge", "Merge the events of many reports into incidents, keeping every account."),
    (
        "explain",
        "explain",
        "Explain an event: what was read from which words, and what was weighed and left.",
    ),
    ("geocode", "geocode", "Look a place name up: ranked candidates, each with its reasons."),
    (
        "desk",
        "desk",
        "Open the desk: read, check and correct the events of a casefile in a browser.",
    ),
    ("train", "train", "Train the trained reader on annotated reports."),
    ("init", "case_make", "Make a new casefile, in a folder or in a database."),
    (
        "add",
        "case_add",
        "Add reports to a casefile: keep the originals, code them, join what they tell.",
    ),
    ("status", "case_make", "Say what a casefile holds and how far its review is."),
    ("events", "case_lists", "List events of a casefile as they stand, corrections and all."),
    (
        "incidents",
        "case_judge",
        "List incidents: what the accounts of several reports tell of one happening.",
    ),
    ("search", "case_lists", "Find reports and events by words of their texts, titles and quotes."),
    (
        "show",
        "case_show",
        "Show a report with its events, an event with its reviews, or an incident.",
    ),
    ("history", "case_show", "Everything that was done to a report or an event: who, when, why."),
    (
        "review",
        "case_decide",
        "Accept, reject or correct an event, or take back the last decision on it.",
    ),
    ("judge", "case_judge", "Rule whether two events are one happening."),
    ("split", "case_judge", "Take events out of an incident, or take it apart altogether."),
    ("undo", "case_decide", "Take back your last decision; again, the one before."),
    ("redo", "case_decide", "Decide again what you took back last."),
    (
        "retract",
        "case_decide",
        "Take a report out of force, with its events; both are kept and shown as retracted.",
    ),
    ("mark", "case_protect", "Say anew how sensitive a report is."),
    (
        "erase",
        "case_protect",
        "Erase a report for good, because the law or somebody's safety asks for it.",
    ),
    (
        "recode",
        "case_recode",
        "Code reports again, keep the new version beside the old, and say what changed.",
    ),
    (
        "verify",
        "case_make",
        "Check that a casefile is what its ledger says: every hash, row and original.",
    ),
    (
        "backup",
        "case_make",
        "Write a whole casefile to one file, originals, codings, decisions and ledger.",
    ),
    (
        "restore",
        "case_make",
        "Make a casefile from a backup, in a folder or on PostgreSQL, wherever it came from.",
    ),
    ("upgrade", "case_make", "Bring a casefile that an older Dateline made to this version."),
    ("export", "export", "Write the events of a casefile in a format of `dateline code`."),
    ("trends", "trends", "Count what happened: an incident once, however many reports tell it."),
    (
        "publish",
        "publish",
        "Write a release of the events: data, codebook, method, changes, checksums, citation.",
    ),
    ("watch", "watch", "Watch feeds: code each new report and add it to a casefile."),
    (
        "agreement",
        "case_agree",
        "How far two coders agree: Krippendorff's alpha of each field, with its interval.",
    ),
    ("user", "user", "Users of the desk: their roles, passwords and tokens."),
    ("gazetteer", "gazetteer", "Show the place names that are held, and add your own."),
    ("codebook", "codebook", "Show and check the codebook: the event types and their words."),
)


class Commands(TyperGroup):
    """All commands, none of them imported."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for name, module, about in COMMANDS:
            self.add_command(Named(name, module, about))


class Named(TyperCommand):
    """A command by its name and what it does; the rest is read once it is run."""

    def __init__(self, name: str, module: str, about: str) -> None:
        super().__init__(name, help=about, rich_markup_mode=None)
        self._module = module

    @cached_property
    def whole(self) -> Any:
        """The command with its options, or the group with its commands."""
        found = getattr(import_module(f"dateline.cli.{self._module}"), str(self.name))
        alone = typer.Typer(rich_markup_mode=None)
        if isinstance(found, typer.Typer):
            alone.add_typer(found, name=self.name)
        else:
            alone.command(self.name)(found)
        return typer.main.get_group(alone).commands[str(self.name)]

    def make_context(self, *given: Any, **named: Any) -> Any:
        """What runs the command: the whole one."""
        return self.whole.make_context(*given, **named)
