"""`dateline code --workers N`: several processes, one output or a folder of shards."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.cli.batch import Tally
from dateline.cli.messages import Messages
from dateline.cli.pace import Pace, expected_reports
from dateline.errors import ReportError, UnreadableReport, UsageError
from dateline.model import Report

if TYPE_CHECKING:
    from dateline.cli.code import Order
    from dateline.scale import Coded, Refused, Setup

    Results = Callable[[Iterable[Report | ReportError]], Iterator[Coded | ReportError]]


def setup_of(order: "Order") -> "Setup":
    """How reports are coded, as the processes are told."""
    from dateline.scale import Setup

    return Setup(
        order.engine,
        order.model,
        order.actors,
        order.own_places,
        order.read_all,
        order.public,
        order.llm,
    )


def coder_of(setup: "Setup", workers: int) -> "Results":
    """What codes reports as they are read: this process, or so many others."""
    from dateline.scale import Coder, code_in_order

    if workers > 1:
        return lambda reports: map(_as_error, code_in_order(reports, setup, workers))
    coder = Coder(setup.load(), public=setup.public)
    return lambda reports: (_as_error(coder.code(report)) for report in reports)


def _as_error(result: "Coded | Refused") -> "Coded | ReportError":
    from dateline.scale import Refused

    return UnreadableReport(result.where, result.why) if isinstance(result, Refused) else result


def code_to_folder(
    order: "Order", path: Path, size: int, workers: int, tally: Tally, messages: Messages
) -> None:
    """Code into a folder of shards, or go on with one. Raises UsageError for another's folder."""
    from dateline import __version__
    from dateline.ingest import read_reports
    from dateline.scale import ShardFolder, code_shards

    if "-" in order.inputs:
        raise UsageError("standard input cannot be read a second time: name files for shards")
    words = {
        "dateline": __version__,
        "inputs": order.inputs,
        "published": str(order.published) if order.published else None,
        "engine": order.engine,
        "model": str(order.model) if order.model else None,
        "actors": str(order.actors) if order.actors else None,
        "gazetteer": str(order.own_places) if order.own_places else None,
        "read_all": order.read_all,
        "public": order.public,
        "any_language": order.any_language,
    }
    folder = ShardFolder.open(path, size, words)
    kept = len(folder.shards)
    if kept:
        messages.say(f"{path}: going on after {kept} complete shards")
    found = read_reports(order.inputs, published=order.published, any_language=order.any_language)
    resumed = sum(shard.read for shard in folder.shards)
    pace = Pace(expected_reports(order.inputs), resumed)
    for shard in code_shards(found, setup_of(order), folder, workers):
        tally.reports += shard.reports
        tally.records += shard.events
        tally.passed_over += shard.passed_over
        for each in shard.rejected:
            tally.unread += 1
            if shard.shard >= kept:
                messages.failure(f"not read: {each}")
        if shard.shard >= kept:
            messages.say(f"{shard.file}: {pace.standing(tally.reports + tally.unread)}")


def is_folder(output: Path | None, workers: int | None) -> bool:
    """Whether an output is a folder of shards: it is one, or a name without a suffix beside
    --workers."""
    if output is None or str(output) == "-":
        return False
    return output.is_dir() or (workers is not None and not output.suffix and not output.exists())
