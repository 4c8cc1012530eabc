"""The pipeline with a language model as its reader: the engine `llm`."""

from collections.abc import Mapping
from dataclasses import replace

from dateline.codebook.pair_weights import load_pair_weights
from dateline.llm.language_model import LanguageModel
from dateline.llm.reader import LlmReader
from dateline.pipeline import Tools


def with_language_model(tools: Tools, model: LanguageModel) -> Tools:
    """Tools of the engine `rules` with the model in its place; all after the reader stays.

    Mentions are joined by the threshold fitted for the network, the reader most like it.
    """
    return replace(
        tools,
        reader=LlmReader(model, tools.tables.codebook),
        pairs=load_pair_weights("trained"),
        made_by=asked_by(tools.made_by, model),
    )


def asked_by(made_by: Mapping[str, object], model: LanguageModel) -> Mapping[str, object]:
    """What the engine `llm` writes in records, from what `rules` would write."""
    models = made_by["models"]
    assert isinstance(models, list)
    return {**made_by, "engine": LlmReader.name, "models": [*models, model.stamp]}
