"""`dateline desk` and `dateline user`, as they are typed."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.store import Casefile

PASSWORD = "correct horse battery"


@pytest.fixture
def case(desk_case, tmp_path):
    shutil.copytree(desk_case, tmp_path / "case")
    return str(tmp_path / "case")


def run(*arguments, input=None):
    return CliRunner().invoke(app, [str(each) for each in arguments], input=input)


def test_users_are_added_listed_and_removed(case):
    assert run("user", "add", case, "maria", "--role", "admin", input=PASSWORD).exit_code == 0
    token = run("user", "token", case, "maria", "--label", "weekly").stdout.strip()
    assert token.startswith("dlt_")
    listed = run("user", "list", case).stdout
    assert "maria\tadmin" in listed
    assert "weekly" in listed
    assert token not in listed
    id = listed.split("token ")[1].split("\t")[0]
    assert run("user", "token", case, "maria", "--drop", id).exit_code == 0
    assert run("user", "remove", case, "maria", "--as", "karim").exit_code == 0
    assert run("user", "list", case).stdout == ""
    with Casefile.open(case) as casefile:
        entries = casefile.ledger()[-4:]
    assert [each.action for each in entries] == [
        "user put", "token made", "token dropped", "user removed",
    ]  # fmt: skip
    assert entries[-1].who == "karim"
    assert PASSWORD not in str(entries)


@pytest.mark.parametrize(
    ("arguments", "input", "why"),
    [
        (("user", "add", "CASE", "maria"), "short", "10 to"),
        (("user", "add", "CASE", "maria", "--role", "boss"), PASSWORD, "no role"),
        (("user", "remove", "CASE", "nobody"), None, "no user nobody"),
        (("user", "token", "CASE", "nobody"), None, "no user nobody"),
        (("user", "list", "NOWHERE"), None, "no casefile"),
        (("desk", "NOWHERE"), None, "no casefile"),
        (("desk", "CASE", "--host", "0.0.0.0", "--no-browser"), None, "dateline user add"),
        (("desk", "CASE", "--engine", "nonsense"), None, "unknown value"),
    ],
)
def test_what_cannot_be_is_told(case, tmp_path, arguments, input, why):
    places = {"CASE": case, "NOWHERE": tmp_path / "nowhere"}
    done = run(*(places.get(each, each) for each in arguments), input=input)
    assert done.exit_code == 2
    assert why in done.stderr


def test_a_port_that_is_taken_is_told(case):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        taken_port = taken.getsockname()[1]
        done = run("desk", case, "--port", taken_port, "--no-browser")
    assert done.exit_code == 2
    assert f"port {taken_port}" in done.stderr
    assert "--port 0" in done.stderr


def test_the_desk_opens_and_ctrl_c_ends_it(case):
    command = [sys.executable, "-m", "dateline", "desk", case, "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            said = process.stderr.readline()
            address = next(word for word in said.split() if word.startswith("http://"))
            assert _answer(address + "queue") == 200
        finally:
            process.send_signal(2)
        assert process.wait(20) in (0, 130)


def _answer(url):
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return answer.status
        except OSError:
            time.sleep(0.1)
    return None
