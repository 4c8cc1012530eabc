"""A language model's server as it may behave: refusals, failures, limits, answers kept."""

import json
import os
import threading
import time
from datetime import UTC, datetime

import pytest
from llm_samples import Given, entry, events, failed, in_turn, model_at, playing, said

from dateline.codebook import load_codebook
from dateline.errors import EndpointError, Unanswered, UsageError
from dateline.llm import Endpoint, Limits, Prices
from dateline.llm.exchange import Reply
from dateline.llm.prompt import Questions, answer_schema
from dateline.llm.reply import asked_to_wait, complaint

QUESTIONS = Questions(load_codebook())
QUESTION = QUESTIONS.of("[1] Rebels shelled the town.")
GOOD = events(entry("shelling", "shelled"))
CUT = said('{"events": [', finish_reason="length")


def asked(script, question=QUESTION, **how):
    """What a model answers, and the server that played it."""
    with playing(script) as played:
        waits = []
        model = model_at(played.url, waits, **how)
        return model.ask(question, "r1"), played, model, waits


@pytest.mark.parametrize(
    ("url", "host", "path", "local"),
    [
        ("http://localhost:8080/v1", "localhost", "/v1/chat/completions", True),
        ("http://localhost:8080/v1/", "localhost", "/v1/chat/completions", True),
        ("http://127.0.0.1:8080", "127.0.0.1", "/v1/chat/completions", True),
        ("http://[::1]:8080/v1", "::1", "/v1/chat/completions", True),
        ("https://llm.example.org/v1", "llm.example.org", "/v1/chat/completions", False),
        ("https://e.org/openai/d/chat/completions?v=2", "e.org", None, False),
        ("http://localhost.example.org/v1", "localhost.example.org", None, False),
        ("http://127.0.0.1.example.org/v1", "127.0.0.1.example.org", None, False),
        ("http://192.168.1.5:8000/v1", "192.168.1.5", None, False),
        ("http://0.0.0.0:8000/v1", "0.0.0.0", None, False),
    ],
)
def test_an_address_is_read(url, host, path, local):
    endpoint = Endpoint(url, "m")
    assert (endpoint.host, endpoint.is_local) == (host, local)
    assert path is None or endpoint.path == path


def test_a_whole_address_with_its_query_is_asked_as_it_stands():
    assert Endpoint("https://e.org/d/chat/completions?v=2", "m").path == "/d/chat/completions?v=2"


@pytest.mark.parametrize(
    "url",
    ["", "localhost:8080", "ftp://e.org", "https://", "http://e.org:99999/v1", "http://[::1/"],
)
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(UsageError, match="no address of a server"):
        Endpoint(url, "m")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"url": "https://me:secret@e.org/v1", "model": "m"}, "DATELINE_LLM_KEY"),
        ({"url": "https://e.org/v1", "model": " "}, "--llm-model"),
        ({"url": "https://e.org/v1", "model": "m", "key": "a\r\nHost: b"}, "no key has"),
    ],
)
def test_what_would_leak_or_break_a_request_is_refused(given, said):
    with pytest.raises(UsageError, match=said):
        Endpoint(**given)


def test_the_key_is_sent_and_never_shown():
    answer, played, model, _ = asked(in_turn(GOOD), key="sk-123")
    assert answer["events"][0]["type"] == "shelling"
    assert played.headers[0]["Authorization"] == "Bearer sk-123"
    assert "sk-123" not in repr(model.endpoint)


def test_without_a_key_none_is_sent():
    _, played, _, _ = asked(in_turn(GOOD))
    assert "Authorization" not in played.headers[0]
    assert played.paths == ["/v1/chat/completions"]


def test_the_schema_is_sent_beside_the_prompt():
    _, played, _, _ = asked(in_turn(GOOD), dialect="json_schema")
    form = played.requests[0]["response_format"]
    assert form["type"] == "json_schema"
    assert form["json_schema"]["schema"] == answer_schema(tuple(load_codebook().types))
    assert played.requests[0]["temperature"] == 0


def test_or_in_its_words():
    _, played, _, _ = asked(in_turn(GOOD), dialect="json_object")
    assert played.requests[0]["response_format"] == {"type": "json_object"}
    assert json.dumps(QUESTION.schema) in played.requests[0]["messages"][0]["content"]


def refuses(parameter, message):
    """A server that gives 400 to requests with a parameter."""

    def script(request, _):
        held = request.get(parameter, request["response_format"]["type"] == parameter)
        return failed(400, message) if held is not False else GOOD

    return script


def test_a_dialect_that_is_refused_gives_way_to_the_other_and_stays():
    with playing(refuses("json_schema", "unknown response_format")) as played:
        model = model_at(played.url)
        for _ in range(2):
            assert model.ask(QUESTION, "r1")["events"]
        forms = [each["response_format"]["type"] for each in played.requests]
        assert forms == ["json_schema", "json_object", "json_object"]


def test_a_refusal_may_be_called_a_failure():
    """llama-cpp-python's server says 500 to a form it does not know."""

    def script(request, _):
        known = request["response_format"]["type"] == "json_object"
        return GOOD if known else failed(500, "'response_format', input: 'json_schema'")

    _, played, _, waits = asked(script)
    assert (len(played.requests), waits) == (2, [])


def test_a_dialect_that_was_chosen_does_not_give_way():
    with pytest.raises(Unanswered, match=r"r1: .*400 \(unknown response_format\)"):
        asked(refuses("json_schema", "unknown response_format"), dialect="json_schema")


@pytest.mark.parametrize(
    ("parameter", "message"),
    [
        ("max_tokens", "use 'max_completion_tokens' instead"),
        ("temperature", "'temperature' does not support 0"),
    ],
)
def test_a_parameter_that_a_model_does_not_take_is_left_out(parameter, message):
    _, played, _, _ = asked(refuses(parameter, message))
    assert parameter not in played.requests[1]
    assert played.requests[1]["response_format"]["type"] == "json_schema"


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 529])
def test_a_server_that_is_busy_is_asked_again_later(status):
    answer, _, model, waits = asked(in_turn(failed(status), failed(status), GOOD))
    assert answer["events"]
    assert waits == [1.0, 2.0]
    assert model.spending.requests == 3


def test_retry_after_is_honoured():
    _, _, _, waits = asked(in_turn(failed(429, Retry_After="7"), GOOD))
    assert waits == [7.0]


def test_a_wait_that_is_too_long_is_not_waited():
    with pytest.raises(Unanswered, match="429"):
        asked(in_turn(failed(429, Retry_After="4000"), GOOD))


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("3", 3.0),
        ("0.5", 0.5),
        ("-1", 0.0),
        ("Thu, 26 Nov 2026 12:00:30 GMT", 30.0),
        ("Thu, 26 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_in_its_forms(said, seconds):
    now = datetime(2026, 11, 26, 12, tzinfo=UTC)
    assert asked_to_wait(Reply(429, {"retry-after": said}, b""), now) == seconds


def test_a_server_that_stays_down_costs_the_report_and_says_so():
    with pytest.raises(Unanswered, match=r"r1: the server answers 500 \(overloaded\) \(5 tries\)"):
        asked(in_turn(failed(500, "overloaded")))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "DATELINE_LLM_KEY"),
        (402, "paid"),
        (403, "key"),
        (404, "--llm-model"),
        (405, "--llm-url"),
    ],
)
def test_what_no_report_would_survive_ends_the_run(status, words):
    with pytest.raises(EndpointError, match=words):
        asked(in_turn(failed(status)))


def test_a_redirect_is_not_followed():
    with pytest.raises(EndpointError, match=r"elsewhere\.example"):
        asked(in_turn(failed(307, Location="https://elsewhere.example/v1")))


def test_where_nobody_listens_the_run_ends():
    with playing(in_turn(GOOD)) as played:
        url = played.url
    with pytest.raises(EndpointError, match=r"no language model answers at 127\.0\.0\.1"):
        model_at(url).ask(QUESTION, "r1")


def test_a_server_that_goes_away_later_costs_only_the_report():
    with playing(in_turn(GOOD)) as played:
        model = model_at(played.url)
        model.ask(QUESTION, "r1")
    with pytest.raises(Unanswered, match="r2"):
        model.ask(QUESTION, "r2")


def test_a_slow_server_is_left():
    def script(_, number):
        time.sleep(0 if number else 0.6)
        return GOOD

    answer, played, model, waits = asked(script, seconds=0.2)
    assert answer["events"]
    assert (len(played.requests), waits) == (2, [1.0])
    assert model.spending.estimated  # the lost request may be charged


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (said("Sure! Here are the events:"), "not the JSON"),
        (said('{"events": [{"type": "battle"'), "not the JSON"),
        (said("[]"), "not the JSON"),
        (said({"events": "none"}), "not the JSON"),
        (said({"event": []}), "not the JSON"),
        (said(" "), "empty answer"),
        (CUT, "cut off after 2,000 tokens"),
        (Given({"choices": []}), "gave no answer"),
        (Given({"error": {"message": "no capacity"}}), r"gave no answer \(no capacity\)"),
        (Given(b"<html>busy</html>"), "gave no answer"),
        (Given(b"\xff\xfe"), "gave no answer"),
        (Given({"choices": [{"message": {"content": None}}]}), "empty answer"),
        (said("[" * 100_000), "not the JSON"),
    ],
)
def test_an_answer_that_is_none_is_asked_for_once_more(given, why):
    with playing(in_turn(given)) as played:
        with pytest.raises(Unanswered, match=rf"r1: .*{why}.*\(asked 2 times\)"):
            model_at(played.url).ask(QUESTION, "r1")
        assert len(played.requests) == 2


def test_and_may_come_then():
    answer, *_ = asked(in_turn(said("No."), GOOD))
    assert answer["events"]


@pytest.mark.parametrize("frame", ["```json\n%s\n```", "<think>Hm.</think>\n%s", "Here: %s"])
def test_words_around_the_json_are_not_read(frame):
    answer, *_ = asked(in_turn(said(frame % '{"events": []}')))
    assert answer == {"events": []}


def test_a_servers_own_words_cannot_steer_a_terminal_or_fill_it():
    told = complaint(Reply(400, {}, json.dumps({"error": "\x1b[2Jno " + "x" * 999}).encode()))
    assert "\x1b" not in told
    assert len(told) <= 200


# --- limits ------------------------------------------------------------------------


def test_requests_are_limited_and_tries_count():
    with playing(in_turn(failed(500), GOOD)) as played:
        model = model_at(played.url, limits=Limits(requests=2))
        model.ask(QUESTION, "r1")
        with pytest.raises(Unanswered, match="r2: not asked: the limit of 2 requests is reached"):
            model.ask(QUESTION, "r2")
        assert len(played.requests) == 2


def test_no_request_is_made_that_could_pass_the_limit_of_tokens():
    with playing(in_turn(said({"events": []}, asked=6000, answered=100))) as played:
        model = model_at(played.url, limits=Limits(tokens=15_000))
        model.ask(QUESTION, "r1")
        model.ask(QUESTION, "r1")
        with pytest.raises(Unanswered, match="limit of 15,000 tokens"):
            model.ask(QUESTION, "r1")
        assert len(played.requests) == 2
        assert model.spending.asked + model.spending.answered <= 15_000


def test_money_is_limited_by_the_prices_given():
    with playing(in_turn(said({"events": []}, asked=1_000_000, answered=0))) as played:
        model = model_at(played.url, limits=Limits(cost=2.5), prices=Prices(2.0, 8.0))
        model.ask(QUESTION, "r1")
        assert model.spending.cost == 2.0
        model.ask(QUESTION, "r1")
        with pytest.raises(Unanswered, match=r"limit of cost, 2\.5"):
            model.ask(QUESTION, "r1")
        assert model.spending.text().endswith("4.0000 at the prices given")


def test_a_limit_of_cost_needs_prices():
    with pytest.raises(UsageError, match="prices="):
        model_at("http://localhost/v1", limits=Limits(cost=1))


def test_what_a_server_does_not_count_is_estimated_and_said_to_be():
    reply = Given({"choices": [{"message": {"content": '{"events": []}'}}]})
    _, _, model, _ = asked(in_turn(reply))
    assert "about" in model.spending.text()
    assert model.spending.asked > 1000


# --- answers kept ------------------------------------------------------------------


def test_what_was_asked_is_not_asked_again(tmp_path):
    with playing(in_turn(GOOD)) as played:
        first = model_at(played.url, folder=tmp_path / "kept").ask(QUESTION, "r1")
        url = played.url
    again = model_at(url, folder=tmp_path / "kept")  # the server is gone by now
    assert again.ask(QUESTION, "r1") == first
    assert (again.spending.requests, again.spending.reused) == (0, 1)


def test_the_dialect_makes_no_difference_to_what_is_kept(tmp_path):
    asked(in_turn(GOOD), folder=tmp_path, dialect="json_object")
    _, played, *_ = asked(in_turn(GOOD), folder=tmp_path, dialect="json_schema")
    assert played.requests == []


@pytest.mark.parametrize("other", ["question", "model", "limit"])
def test_another_question_or_model_is_asked(tmp_path, other):
    asked(in_turn(GOOD), folder=tmp_path)
    with playing(in_turn(GOOD)) as played:
        how = {"answer_tokens": 500} if other == "limit" else {}
        model = model_at(played.url, folder=tmp_path, **how)
        if other == "model":
            object.__setattr__(model.endpoint, "model", "another")
        model.ask(QUESTIONS.of("[1] Other.") if other == "question" else QUESTION, "r1")
        assert len(played.requests) == 1


@pytest.mark.parametrize("harm", ["", "{", '{"schema": "other"}', "cut"])
def test_a_kept_answer_that_is_not_whole_is_asked_for_anew(tmp_path, harm):
    asked(in_turn(GOOD), folder=tmp_path)
    (file,) = tmp_path.rglob("*.json")
    file.write_text(file.read_text()[:-20] if harm == "cut" else harm)
    answer, played, *_ = asked(in_turn(GOOD), folder=tmp_path)
    assert answer["events"]
    assert len(played.requests) == 1
    _, played, *_ = asked(in_turn(GOOD), folder=tmp_path)
    assert played.requests == []


def test_answers_are_for_their_owner_and_broken_ones_are_not_kept(tmp_path):
    folder = tmp_path / "kept"
    with pytest.raises(Unanswered):
        asked(in_turn(said("no")), folder=folder)
    assert not list(folder.rglob("*.json"))
    assert os.stat(folder).st_mode & 0o077 == 0


def test_a_folder_there_cannot_be_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="cannot be a folder"):
        model_at("http://localhost/v1", folder=tmp_path / "file" / "kept")


def test_what_is_under_way_can_be_given_up():
    ready = threading.Event()

    def script(*_):
        ready.set()
        time.sleep(5)
        return GOOD

    with playing(script) as played:
        model = model_at(played.url)
        failure = []

        def ask():
            try:
                model.ask(QUESTION, "r1")
            except Unanswered as error:
                failure.append(str(error))

        thread = threading.Thread(target=ask)
        thread.start()
        assert ready.wait(3)
        model.stop()
        thread.join(3)
        assert not thread.is_alive()
        assert failure
