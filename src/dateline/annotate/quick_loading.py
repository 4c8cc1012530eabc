"""spaCy and a model of it in two thirds of the time: the same pipeline, without work done twice."""

import sys
from functools import cache
from types import ModuleType
from typing import Any

_NO_RULES = "dateline.no_rules"


def load_quickly(model: str, exclude: list[str]) -> Any:
    """What spacy.load gives. Raises OSError if the model is not installed."""
    spacy = _import_spacy()
    _remember_entry_points()
    _name_tokenizer_without_rules(spacy)
    # The model brings the tokenizer's rules: those of the language would be replaced by them.
    tokenizer = {"nlp.tokenizer": {"@tokenizers": _NO_RULES}}
    return spacy.load(model, exclude=exclude, config=tokenizer)


def _import_spacy() -> Any:
    """spaCy without its command line, which it imports with itself: a third of its import."""
    names = () if "spacy" in sys.modules else ("spacy.cli", "spacy.cli.info")
    sys.modules.update((name, ModuleType(name)) for name in names)
    for name in names:
        sys.modules[name].info = _info  # type: ignore[attr-defined]
    try:
        import spacy
    finally:
        for name in names:  # whoever imports it later gets the real one
            del sys.modules[name]
    return spacy


def _info(*given: Any, **named: Any) -> Any:
    """What spaCy offers as spacy.info."""
    from spacy.cli.info import info

    return info(*given, **named)


def _remember_entry_points() -> None:
    """What is installed is looked through once for each kind of part, not once for each part."""
    import catalogue

    installed = getattr(catalogue, "AVAILABLE_ENTRY_POINTS", None)
    if hasattr(installed, "select") and not isinstance(installed, _Remembered):
        catalogue.AVAILABLE_ENTRY_POINTS = _Remembered(installed)


class _Remembered:
    """Entry points by group."""

    def __init__(self, installed: Any) -> None:
        self.select = cache(lambda group: tuple(installed.select(group=group)))


def _name_tokenizer_without_rules(spacy: Any) -> None:
    @spacy.registry.tokenizers(_NO_RULES)  # type: ignore[untyped-decorator]
    def make() -> Any:
        return lambda parser: spacy.tokenizer.Tokenizer(parser.vocab)
