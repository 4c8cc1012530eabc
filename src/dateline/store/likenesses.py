"""Pairs of accounts that the machine could not settle and nobody has ruled on."""

import json
from collections.abc import Collection

from sqlalchemy import Connection, and_, case, exists, or_, select

from dateline.merge import Judgement
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
    return tuple(
        Judgement(
            row.left_id, row.right_id, row.verdict, row.score,
            tuple(json.loads(row.reasons)) if row.reasons else (),
        )
        for row in connection.execute(query)
    )  # fmt: skip
