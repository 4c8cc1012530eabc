"""What a site lets programs read, by its robots.txt, and how long to wait between two pages."""

from collections.abc import Callable
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from dateline.errors import ReportError
from dateline.ingest.fetch import AGENT, Answer

WAIT = 2.0  # seconds between two pages of one site, where it asks for no longer
_LONGEST = 120.0
_LARGEST = 500_000
_NOTHING = "User-agent: *\nDisallow: /"


class Robots:
    """The rules of each site, asked for once a run.

    A site without the file allows all; one whose file is forbidden, or that fails when asked
    for it, allows nothing for now (RFC 9309).
    """

    def __init__(self, get: Callable[[str], Answer]) -> None:
        self._get = get
        self._rules: dict[str, RobotFileParser] = {}

    def allows(self, address: str) -> bool:
        """Whether the page may be read."""
        return self._of(address).can_fetch(AGENT, address)

    def wait(self, address: str) -> float:
        """Seconds to wait between two pages of the site."""
        delay = self._of(address).crawl_delay(AGENT)
        return min(max(WAIT, float(delay)), _LONGEST) if delay is not None else WAIT

    def _of(self, address: str) -> RobotFileParser:
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._read(f"{site}/robots.txt")
        return self._rules[site]

    def _read(self, address: str) -> RobotFileParser:
        try:
            answer = self._get(address)
        except ReportError:
            return _rules(_NOTHING)
        if answer.status == 200:
            return _rules(answer.content[:_LARGEST].decode("utf-8", "replace"))
        forbidden = answer.status in (401, 403) or answer.status >= 500
        return _rules(_NOTHING if forbidden else "")


def _rules(text: str) -> RobotFileParser:
    rules = RobotFileParser()
    rules.parse(text.splitlines())
    return rules
