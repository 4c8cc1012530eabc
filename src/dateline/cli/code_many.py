"""`dateline code --workers N`: several processes, one output or a folder of shards."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.cli.batch import Tally
from dateline.cli.messages import Messages
from dateline.cli.pace import Pace, expected_reports
from dateline.errors import ReportError, UnreadableReport, UsageError
from dateline.model import Report

if TYPE_CHECKING:
    from dateline.cli.code import Order
    from dateline.scale import Coded, Refused, Runner, Setup
    from dateline.scale.folder import Shard

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
    from dateline.scale import code_in_order

    if workers > 1:
        return lambda reports: map(_as_error, code_in_order(reports, setup, workers))
    from dateline.scale.coding import Coder, load

    coder = Coder(load(setup), public=setup.public)
    return lambda reports: (_as_error(coder.code(report)) for report in reports)


def _as_error(result: "Coded | Refused") -> "Coded | ReportError":
    from dateline.scale import Refused

    return UnreadableReport(result.where, result.why) if isinstance(result, Refused) else result


def code_to_folder(order: "Order", path: Path, size: int, tally: Tally, messages: Messages) -> None:
    """Code into a folder of shards, or go on with one. Raises UsageError for another's folder."""
    from dateline import __version__
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
    folder = ShardFolder.open(address_of(path) or path, size, words)
    kept = len(folder.shards)
    if kept:
        messages.say(f"{path}: going on after {kept} complete shards")
    resumed = sum(shard.read for shard in folder.shards)
    pace = Pace(lambda: expected_reports(order.inputs), resumed)
    with _runner(order) as runner:
        for shard in code_shards(_reports(order), setup_of(order), folder, runner):
            _count(shard, tally, messages, told=shard.shard < kept)
            if shard.shard >= kept:
                messages.say(f"{shard.file}: {pace.standing(tally.reports + tally.unread)}")


def _reports(order: "Order") -> Iterator[Report | ReportError]:
    """The reports of the inputs; what reads them is loaded when the first is asked for."""
    from dateline.ingest import read_reports

    yield from read_reports(
        order.inputs, published=order.published, any_language=order.any_language
    )


def _runner(order: "Order") -> "AbstractContextManager[Runner]":
    from dateline.scale import processes

    if order.runner == "processes":
        return nullcontext(processes(order.workers or 1))
    from dateline.scale.ray_runner import on_ray

    return on_ray(order.address)


def _count(shard: "Shard", tally: Tally, messages: Messages, *, told: bool) -> None:
    tally.reports += shard.reports
    tally.records += shard.events
    tally.passed_over += shard.passed_over
    for each in shard.rejected:
        tally.unread += 1
        if not told:
            messages.failure(f"not read: {each}")


def is_folder(output: Path | None, workers: int | None) -> bool:
    """Whether an output is a folder of shards: it is one, or a name without a suffix beside
    --workers."""
    if output is None or str(output) == "-":
        return False
    return (
        address_of(output) is not None
        or output.is_dir()
        or (workers is not None and not output.suffix and not output.exists())
    )


def address_of(output: Path) -> str | None:
    """The address of object storage that was named as output; None for a path."""
    # A Path has lost one of the two slashes, or two of three.
    match = re.fullmatch(r"([a-z][a-z0-9+]+):/+(.*)", str(output))
    if match is None:
        return None
    root = "/" if match[1] in ("file", "memory") else ""
    return f"{match[1]}://{root}{match[2]}"
