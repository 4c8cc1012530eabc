"""How sure an event and each of its fields is: fitted, calibrated, with reasons."""

from dateline.score.case import Case, Telling
from dateline.score.weigh import Surety, sureties_of, with_confidence

__all__ = ["Case", "Surety", "Telling", "sureties_of", "with_confidence"]
