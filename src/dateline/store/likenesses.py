"""Pairs of accounts as the machine judged them, and those of them that are left to people."""

import json
from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import Connection, and_, case, exists, or_, select

from dateline.merge import Judgement
from dateline.store.connection import AnyRow, any_of, parts
from dateline.store.effective import IN_FORCE
from dateline.store.schema import event, judgement, pair
from dateline.store.standing import undone


def open_pairs(connection: Connection, ids: Collection[str], limit: int) -> tuple[Judgement, ...]:
    """Pairs of one of these events with another account in force, the likeliest first."""
    ruled = exists().where(
        and_(judgement.c.left_id == pair.c.left_id, judgement.c.right_id == pair.c.right_id),
        ~undone(judgement.c.seq),
    )
    other = case((pair.c.left_id.in_(ids), pair.c.right_id), else_=pair.c.left_id)
    in_force = exists().where(event.c.id == other, event.c.status.in_(IN_FORCE))
    query = (
        select(pair)
        .where(or_(pair.c.left_id.in_(ids), pair.c.right_id.in_(ids)))
        .where(pair.c.verdict == "unsure", ~ruled, in_force)
        .order_by(pair.c.score.desc(), pair.c.left_id, pair.c.right_id)
        .limit(limit)
    )
    return tuple(map(_judgement, connection.execute(query)))


def judged_with(connection: Connection, ids: Collection[str]) -> dict[tuple[str, str], Judgement]:
    """What the machine judged of these accounts and any, with reasons, but for "different"."""
    found: dict[tuple[str, str], Judgement] = {}
    for some in parts(sorted(ids)):
        for row in connection.execute(_judged(), {"ids": some}).all():
            found[row.left_id, row.right_id] = _judgement(row)
    return found


@cache
def _judged() -> Any:
    of_these = or_(any_of(pair.c.left_id, "ids"), any_of(pair.c.right_id, "ids"))
    return select(pair).where(of_these, pair.c.reasons.is_not(None))


def _judgement(row: AnyRow) -> Judgement:
    reasons = tuple(json.loads(row.reasons)) if row.reasons else ()
    return Judgement(row.left_id, row.right_id, row.verdict, row.score, reasons)
