"""The `llm` reader: a language model behind an address proposes, and is held to the text."""

from dateline.llm.endpoint import Endpoint
from dateline.llm.language_model import LanguageModel
from dateline.llm.reader import LlmReader
from dateline.llm.spending import Limits, Prices
from dateline.llm.tools import asked_by, with_language_model

__all__ = [
    "Endpoint",
    "LanguageModel",
    "Limits",
    "LlmReader",
    "Prices",
    "asked_by",
    "with_language_model",
]
