"""Who may import whom: the stages meet in `model` and never look back."""

import ast
from pathlib import Path

import pytest

import dateline

ROOT = Path(dateline.__file__).parent

BASE = {"model", "errors", "syntax", "trace"}
MAY_IMPORT = {
    "reports": set(),
    "model": {"reports"},
    "errors": set(),
    "syntax": {"model"},
    "trace": {"model"},
    "hosts": set(),
    "loading": set(),
    "codebook": {"model", "errors"},
    "gazetteer": {"model", "errors", "codebook"},
    "ingest": BASE | {"codebook", "__init__"},
    "annotate": BASE | {"codebook", "gazetteer"},
    "extract": BASE | {"codebook"},
    "resolve": BASE | {"codebook", "gazetteer"},
    "attribute": BASE | {"codebook"},
    "score": BASE | {"codebook"},
    "redact": {"model", "syntax", "codebook"},
    "merge": {"reports", "model", "errors", "codebook"},
    "llm": BASE | {"hosts", "codebook", "extract", "pipeline", "__init__"},
    "pipeline": BASE
    | {
        "codebook",
        "gazetteer",
        "annotate",
        "extract",
        "resolve",
        "attribute",
        "score",
        "redact",
        "__init__",
    },
    "explain": BASE | {"codebook", "extract", "attribute", "pipeline", "score"},
    "trends": set(),
    "agreement": set(),
    "watch": {"errors", "ingest"},
    "export": BASE
    | {"reports", "codebook", "gazetteer", "merge", "pipeline", "trends", "__init__"},
    "store": BASE | {"reports", "codebook", "merge", "export", "__init__"},
    "exchange": BASE | {"codebook", "ingest", "pipeline", "export", "store", "__init__"},
    "training": BASE | {"codebook", "ingest", "annotate", "extract", "pipeline"},
    "scale": {"model", "errors", "loading", "ingest", "llm", "pipeline", "export"},
    "desk": BASE
    | {
        "agreement",
        "hosts",
        "codebook",
        "gazetteer",
        "resolve",
        "pipeline",
        "export",
        "ingest",
        "merge",
        "redact",
        "store",
        "exchange",
        "__init__",
    },
    "cli": BASE
    | {
        "agreement",
        "loading",
        "desk",
        "llm",
        "scale",
        "codebook",
        "gazetteer",
        "ingest",
        "resolve",
        "pipeline",
        "explain",
        "export",
        "merge",
        "redact",
        "store",
        "exchange",
        "trends",
        "watch",
        "training",
        "__init__",
    },
    "__init__": set(),
    "__main__": {"cli"},
}

FILES = sorted(ROOT.rglob("*.py"))


def package_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


def imported(path: Path) -> set[str]:
    """Dateline's own packages a file imports, wherever in the file it does."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            parts = node.module.split(".")
            if parts[0] == "dateline":
                found |= (
                    {parts[1]}
                    if len(parts) > 1
                    else {
                        name.name if (ROOT / name.name).exists() else "__init__"
                        for name in node.names
                    }
                )
        elif isinstance(node, ast.Import):
            for name in node.names:
                parts = name.name.split(".")
                if parts[0] == "dateline" and len(parts) > 1:
                    found.add(parts[1])
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_stage_imports_only_what_the_table_allows(path: Path) -> None:
    package = package_of(path)
    assert package in MAY_IMPORT, f"{package} is not in the table"
    assert imported(path) <= MAY_IMPORT[package] | {package}


def test_the_model_imports_no_library() -> None:
    trees = [ast.parse((ROOT / name).read_text("utf-8")) for name in ("model.py", "reports.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    modules = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    assert modules <= {
        "dateline.reports",
        "bisect",
        "collections.abc",
        "dataclasses",
        "datetime",
        "functools",
        "itertools",
        "typing",
    }
