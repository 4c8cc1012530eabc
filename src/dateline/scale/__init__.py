"""The same pipeline over many reports: several processes, shards that can be taken up again."""

from dateline.scale.folder import ShardFolder
from dateline.scale.pool import Runner, code_in_order, processes
from dateline.scale.setup import Coded, Refused, Setup
from dateline.scale.shards import code_shards

__all__ = [
    "Coded",
    "Refused",
    "Runner",
    "Setup",
    "ShardFolder",
    "code_in_order",
    "code_shards",
    "processes",
]
