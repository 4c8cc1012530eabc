"""The process that codes: the tools of a setup, and the coder that uses them."""

from collections.abc import Mapping

from dateline.errors import DatelineError, ReportError, program_fault
from dateline.model import Report
from dateline.pipeline import (
    THREADS,
    Tools,
    code_if_worth,
    code_public_if_worth,
    load_tools,
    made_by_of,
    public_made_by,
)
from dateline.scale.setup import Coded, Refused, Setup


def load(setup: Setup, threads: int = THREADS) -> Tools:
    """The tools. Raises as load_tools does."""
    tools = load_tools(
        setup.loaded_engine,
        setup.model,
        own_actors=setup.own_actors,
        own_places=setup.own_places,
        read_all=setup.read_all,
        threads=threads,
    )
    if setup.language_model is None:
        return tools
    from dateline.llm import with_language_model

    return with_language_model(tools, setup.language_model)


def made_by_setup(setup: Setup) -> Mapping[str, object]:
    """What the records say they were made by, without loading the tools."""
    made_by = made_by_of(
        setup.loaded_engine,
        setup.model,
        own_actors=setup.own_actors,
        own_places=setup.own_places,
    )
    if setup.language_model is not None:
        from dateline.llm import asked_by

        made_by = asked_by(made_by, setup.language_model)
    return public_made_by(made_by) if setup.public else made_by


class Coder:
    """Codes one report after the other; whatever a report trips over, the next one is coded."""

    def __init__(self, tools: Tools, *, public: bool) -> None:
        """`public`: reports and events come as they may be published."""
        self.tools = tools
        self.made_by = public_made_by(tools.made_by) if public else tools.made_by
        self._public = public

    def code(self, report: Report | ReportError | Refused) -> Coded | Refused:
        """What comes of a report. Raises DatelineError where no report can be coded."""
        if isinstance(report, Refused):
            return report
        if isinstance(report, ReportError):
            return Refused(report.where, report.why)
        try:
            return self._code(report)
        except ReportError as error:
            return Refused(error.where, error.why)
        except DatelineError:
            raise
        except Exception as error:
            return Refused(report.id, program_fault(error))

    def _code(self, report: Report) -> Coded:
        if self._public:
            report, events = code_public_if_worth(report, self.tools)
        else:
            events = code_if_worth(report, self.tools)
        return Coded(report, events or (), passed_over=events is None)
