"""`dateline desk`: the review desk of a casefile, in a browser."""

import gc
import threading
import webbrowser
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.batch import ended
from dateline.cli.casefile import NOTHING_LOST, Who, now, signer
from dateline.cli.messages import Messages
from dateline.cli.options import ENGINES, read_choice
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.store import Casefile

DeskCase = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        envvar="DATELINE_CASE",
        help="The casefile: a folder, or postgresql+psycopg://user@host/database.",
        show_default=False,
    ),
]
_OPENS_AFTER = 1.0  # seconds: the server listens by then


def desk(
    case: DeskCase,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="The address to listen on.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="The port; 0 takes any.")
    ] = 8014,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open it in a browser at once.")
    ] = False,
    engine: Annotated[
        str,
        typer.Option(
            "--engine", metavar="NAME", help="What reads selected words, and added reports."
        ),
    ] = "both",
    no_fetch: Annotated[
        bool,
        typer.Option(
            "--no-fetch", help="Ask no web address: reports come as texts and files alone."
        ),
    ] = False,
    who: Who = None,
) -> None:
    """Open the desk: read, check and correct the events of a casefile in a browser.

    \b
    Examples:
      dateline desk case/
      dateline desk case/ --port 9000 --no-browser
      dateline user add case/ maria --role admin
      dateline desk case/ --host 0.0.0.0

    \b
    Without users the desk is yours alone: it listens on this machine only, nobody signs
    in, and decisions carry your login (or --as NAME). With users everybody signs in. For
    another address than this machine there must be users; put a server that speaks
    https before it. Nothing a page shows is loaded from elsewhere; only an address that
    somebody adds is asked for its page, unless --no-fetch. Ctrl-C ends it.
    """
    read_choice(engine, ENGINES, "--engine")
    with Messages(quiet=False, live=False) as messages:

        def run() -> None:
            from dateline.store import Casefile

            with Casefile.open(case) as casefile:
                order = _Order(host, port, signer(who), engine, not no_browser, not no_fetch)
                _serve(casefile, order, messages)

        status = ended(run, lambda: NOTHING_LOST, messages)
    raise typer.Exit(status)


@dataclass(frozen=True)
class _Order:
    """How one run of `dateline desk` was asked for."""

    host: str
    port: int
    who: str
    engine: str
    browser: bool
    fetches: bool


def _serve(casefile: "Casefile", order: _Order, messages: Messages) -> None:
    try:
        import uvicorn

        from dateline.desk.app import create_app
        from dateline.desk.listening import listen
        from dateline.desk.settings import settings_for
    except ModuleNotFoundError as error:
        raise UsageError(
            f"the desk needs more packages ({error.name}): pip install 'dateline[desk]'"
        ) from error
    from dateline.desk.accounts import Accounts
    from dateline.ingest.fetch import Rules

    has_users = bool(Accounts(casefile.store).users())
    fetch = Rules() if order.fetches else None
    settings = settings_for(order.host, has_users, order.who, now, order.engine, fetch)
    app = create_app(casefile, settings)
    # What was loaded stays: looking through it for garbage would hold every few pages up.
    gc.freeze()
    with listen(order.host, order.port) as socket:
        address = f"http://{_shown(order.host)}:{socket.getsockname()[1]}/"
        messages.say(f"the desk of {casefile.address} is open at {address} (Ctrl-C ends it)")
        if order.browser:
            opening = threading.Timer(_OPENS_AFTER, webbrowser.open, [address])
            opening.daemon = True
            opening.start()
        config = uvicorn.Config(
            app, log_level="warning", server_header=False, proxy_headers=True,
            forwarded_allow_ips="127.0.0.1",
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[socket])


def _shown(host: str) -> str:
    """The address as a browser takes it."""
    if host in ("0.0.0.0", "::"):
        return "localhost"
    return f"[{host}]" if ":" in host else host
