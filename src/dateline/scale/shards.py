"""Many reports into a folder of shards; a run that was stopped is taken up where it stopped."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from dateline.errors import ReportError
from dateline.export.json_lines import JsonLines
from dateline.model import Report
from dateline.scale.folder import Shard, ShardFolder
from dateline.scale.pool import Given, Runner, coder_of_process, handfuls
from dateline.scale.setup import Refused, Setup

if TYPE_CHECKING:
    from dateline.scale.coding import Coder


@dataclass(frozen=True, slots=True)
class Lines:
    """A report's events, a line each."""

    text: str
    events: int
    passed_over: bool


def code_shards(
    reports: Iterable[Report | ReportError], setup: Setup, folder: ShardFolder, runner: Runner
) -> Iterator[Shard]:
    """Code reports into the folder, a shard after the other; gives each shard once it is kept.

    Shards the folder has already are given without coding their reports again. The bytes are the
    same whatever runs it and however often the run was stopped.
    """
    left = iter(reports)
    for done in folder.shards:
        held = sum(1 for _ in islice(left, done.read))
        folder.check_resumed(done, held)
        yield done
    results = chain.from_iterable(runner(handfuls(left), lines_of_part, setup))
    while shard := list(islice(results, folder.size)):
        yield folder.keep(
            "".join(each.text for each in shard if isinstance(each, Lines)),
            reports=sum(isinstance(each, Lines) for each in shard),
            events=sum(each.events for each in shard if isinstance(each, Lines)),
            passed_over=sum(each.passed_over for each in shard if isinstance(each, Lines)),
            rejected=tuple(each for each in shard if isinstance(each, Refused)),
        )


def lines_of_part(part: Sequence[Given], setup: Setup) -> list[Lines | Refused]:
    """The lines of some reports, with the tools of this process."""
    coder = coder_of_process(setup)
    writer = JsonLines(coder.made_by)
    return [_lines(each, coder, writer) for each in part]


def _lines(report: Given, coder: "Coder", writer: JsonLines) -> Lines | Refused:
    coded = coder.code(report)
    if isinstance(coded, Refused):
        return coded
    text = writer.report(coded.report, coded.events)
    return Lines(text, len(coded.events), coded.passed_over)
