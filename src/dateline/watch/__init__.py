"""Feeds read again and again: what is new in them, and when to ask next."""

from dateline.watch.feed import Asked, ask_feed
from dateline.watch.robots import Robots
from dateline.watch.state import FeedState, WatchState, load_state, save_state

__all__ = [
    "Asked",
    "FeedState",
    "Robots",
    "WatchState",
    "ask_feed",
    "load_state",
    "save_state",
]
