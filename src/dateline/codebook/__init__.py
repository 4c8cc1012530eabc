"""The codebook: what an event is, as data that experts edit, and the tables read from it."""

from dateline.codebook.loader import Codebook, load_codebook

__all__ = ["Codebook", "load_codebook"]
