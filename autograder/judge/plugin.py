"""The hidden suite as pytest items, run again and again on one observation after the other.

The suite is collected once. For every hand-in its items run on two fixtures: `observed`, what the
worker recorded in one case, and `expected`, what a right answer gives on the same seed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import msgspec
import pytest

from autograder.errors import AuthorError, JudgeError
from autograder.judge.compare import Mismatch
from autograder.lesson import Lesson
from autograder.observation import Case, Observation, Raised
from autograder.results import Strip


class ItemResult(msgspec.Struct, frozen=True):
    """How one check went on one case. `evidence` and `raised` are set where it failed."""

    claim: str
    group: str
    case: str
    passed: bool
    evidence: str = ""
    raised: Raised | None = None
    strip: Strip | None = None


class Suite(Protocol):
    """What judging needs of a hidden suite (tests pass a plain stand-in)."""

    def run(
        self, task: str, observed: Observation, expected: Observation, *, only: str | None = None
    ) -> list[ItemResult]:
        """Run every check of the task (on the case `only`) and return the results in suite order."""


class HiddenSuite:
    """A pytest plugin that owns the collected items of one hidden suite."""

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson
        self._items: dict[str, list[pytest.Item]] = {}
        self._observed: Case = {}
        self._expected: Case = {}
        self._result: ItemResult | None = None
        self._fault: str | None = None

    # ------------------------------------------------------------------ pytest hooks

    def pytest_configure(self, config: pytest.Config) -> None:
        """Register the markers of the lesson's tasks."""
        for task in self._lesson.tasks:
            config.addinivalue_line("markers", f"{task.marker}: a check of {task.name}")
        config.addinivalue_line("markers", "check(group, probes): the group and cases of a check")

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Make one item of each check and each of its cases."""
        mark = metafunc.definition.get_closest_marker("check")
        if mark is None or mark.kwargs.keys() != {"group", "probes"} or not mark.kwargs["probes"]:
            raise AuthorError(
                f"{metafunc.definition.nodeid}: a hidden check needs "
                "@pytest.mark.check(group=..., probes=[...]) with at least one probe."
            )
        metafunc.parametrize("case", mark.kwargs["probes"], scope="function")

    @pytest.fixture(name="case")
    def _case(self, request: pytest.FixtureRequest) -> str:
        return request.param

    @pytest.fixture
    def observed(self, case: str) -> Case:
        """What the worker recorded in this case."""
        return self._observed.get(case, {})

    @pytest.fixture
    def expected(self, case: str) -> Case:
        """What a right answer records in this case, on the same seed."""
        return self._expected[case]

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Sort the items by task and check them against `lesson.toml`."""
        markers = {task.marker: task for task in self._lesson.tasks}
        for item in session.items:
            tasks = [markers[mark.name] for mark in item.iter_markers() if mark.name in markers]
            if len(tasks) != 1:
                raise AuthorError(f"{item.nodeid}: a check needs the marker of exactly one task.")
            group = _group(item)
            if group not in tasks[0].groups:
                raise AuthorError(f"{item.nodeid}: lesson.toml has no group {group!r} there.")
            self._items.setdefault(tasks[0].id, []).append(item)
        if session.testsfailed:
            return  # the suite broke while it was read; that is the message then
        for task in self._lesson.tasks:
            missing = set(task.groups) - {_group(i) for i in self._items.get(task.id, [])}
            if missing:
                raise AuthorError(f"task {task.id}: no check for group {sorted(missing)[0]!r}.")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: Any) -> pytest.TestReport:
        """Note the result of an item; skip pytest's own costly and revealing traceback."""
        error = call.excinfo.value if call.excinfo else None
        if call.when == "call":
            self._result = _result(item, error)
        if error is not None and not isinstance(error, AssertionError):
            self._fault = f"{item.nodeid}: {type(error).__name__}: {error}"
        outcome = "failed" if error else "passed"
        return pytest.TestReport(
            item.nodeid, item.location, dict(item.keywords), outcome, None, call.when
        )

    # ------------------------------------------------------------------ running

    def run(
        self, task: str, observed: Observation, expected: Observation, *, only: str | None = None
    ) -> list[ItemResult]:
        """Run every check of the task on these two observations.

        Args:
            task: its id.
            observed: what a hand-in does.
            expected: what a right answer does.
            only: name of a case; then the checks of no other case are run.

        Raises:
            JudgeError: if a check broke instead of deciding; never the student's fault.
        """
        if task not in self._items:
            raise JudgeError(f"task {task}: the hidden suite has no check for it.")
        self._observed, self._expected = observed.cases, expected.cases
        results = []
        items = [item for item in self._items[task] if only in (None, _case(item))]
        # After the last there is no next one: no fixture outlives one observation.
        for item, following in zip(items, [*items[1:], None], strict=True):
            self._result = self._fault = None
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._fault or self._result is None:
                raise JudgeError(self._fault or f"{item.nodeid}: the check did not run.")
            results.append(self._result)
        return results


def _group(item: pytest.Item) -> str:
    return item.get_closest_marker("check").kwargs["group"]


def _case(item: pytest.Item) -> str:
    return item.callspec.params["case"]  # type: ignore[attr-defined]


def _result(item: pytest.Item, error: BaseException | None) -> ItemResult:
    claim = (item.function.__doc__ or "").strip().partition("\n")[0]  # type: ignore[attr-defined]
    case = _case(item)
    if error is None:
        return ItemResult(claim, _group(item), case, True)
    if isinstance(error, Mismatch):
        return ItemResult(claim, _group(item), case, False, str(error), error.raised, error.strip)
    return ItemResult(claim, _group(item), case, False)


class _Session:
    """Takes the session over once everything is collected, and keeps what went wrong.

    pytest would turn an exception into an exit code and print it; here it must reach the caller.
    """

    def __init__(self, then: Callable[[], None]) -> None:
        self._then = then
        self.collected = False
        self.error: BaseException | None = None
        self.text = ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            return True
        self.collected = True
        try:
            self._then()
        except BaseException as error:  # raised again once pytest has cleaned up
            self.error = error
        return True

    def pytest_exception_interact(
        self, call: pytest.CallInfo[object], report: pytest.CollectReport | pytest.TestReport
    ) -> None:
        if isinstance(report, pytest.CollectReport) and call.excinfo is not None:
            self._note(call.excinfo.value, str(report.longrepr))

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        self._note(excinfo.value, f"{excinfo.typename}: {excinfo.value}")

    def _note(self, error: BaseException, text: str) -> None:
        self.text += f"{error}" if isinstance(error, AuthorError) else text


def with_suite(lesson: Lesson, path: Path, then: Callable[[HiddenSuite], None]) -> None:
    """Collect the hidden suite at `path` and call `then(suite)` inside the pytest session.

    What `then` raises is raised here.

    Raises:
        AuthorError: if the suite cannot be collected, with pytest's own words.
    """
    suite = HiddenSuite(lesson)
    session = _Session(lambda: then(suite))
    options = [
        str(path),
        f"--rootdir={path.parent}",
        f"--confcutdir={path.parent}",  # no conftest.py of a folder above, whoever wrote it
        "--import-mode=importlib",
        "--strict-markers",
        "--override-ini=python_files=test_*.py",
        "-cNUL" if path.drive else "-c/dev/null",
        *("-p", "no:cacheprovider"),
        *("-p", "no:terminal"),
        *("-p", "no:logging"),
        *("-p", "no:faulthandler"),
        *("-p", "no:unraisableexception"),
        *("-p", "no:threadexception"),
        "--capture=no",
        "--assert=plain",
    ]
    code = pytest.main(options, plugins=[suite, session])
    if session.error is not None:
        raise session.error
    if not session.collected:
        raise AuthorError(f"{path.name} cannot be collected: {session.text or repr(code)}")


def groups_right(results: Sequence[ItemResult]) -> dict[str, bool]:
    """Return group -> whether all its checks passed, in suite order."""
    groups: dict[str, bool] = {}
    for result in results:
        groups[result.group] = groups.get(result.group, True) and result.passed
    return groups
