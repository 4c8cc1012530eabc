"""Every example of the codebook comes out as it says."""

from dateline.codebook import load_codebook
from dateline.codebook.check import check_codebook
from dateline.pipeline import Tools, code_report


def test_every_example_comes_out_as_written(tools: Tools) -> None:
    problems = list(check_codebook(load_codebook(), lambda report: code_report(report, tools)))
    assert [f"{p.path}:{p.line}: {p.message}" for p in problems] == []


def test_every_type_has_a_definition_and_codes() -> None:
    types = load_codebook().types
    assert len(types) == 36
    for entry in types.values():
        assert entry.definition.strip()
        assert entry.codes.acled is None or set(entry.codes.acled) == {
            "event_type",
            "sub_event_type",
        }
