"""How far people agree who coded the same events: Krippendorff's alpha, field by field."""

from dateline.agreement.alpha import SCALES, Scale, alpha_of
from dateline.agreement.fields import Coding, compared_in, value_of
from dateline.agreement.measure import FEWEST, Agreement, Measured, measure

__all__ = [
    "FEWEST",
    "SCALES",
    "Agreement",
    "Coding",
    "Measured",
    "Scale",
    "alpha_of",
    "compared_in",
    "measure",
    "value_of",
]
