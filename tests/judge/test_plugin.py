"""The hidden suite as pytest items: what it must look like, and whose fault a failure is."""

from __future__ import annotations

import textwrap

import pytest

from autograder.errors import AuthorError, JudgeError
from autograder.judge.plugin import ItemResult, groups_right, with_suite
from autograder.observation import Raised

HEAD = """
import pytest
from autograder.judge import assert_close, assert_same

"""
SUITE = """
@pytest.mark.task_9_1
@pytest.mark.check(group="near", probes=["a", "b"])
def test_near(observed, expected):
    '''Near values are right.

    Not for students.
    '''
    assert_close(observed, expected, "y")

@pytest.mark.task_9_1
@pytest.mark.check(group="far", probes=["c"])
def test_far(observed, expected, case):
    '''Far values are right.'''
    assert case == "c"
    assert_close(observed, expected, "y")

@pytest.mark.task_9_2
@pytest.mark.check(group="near", probes=["a"])
def test_second(observed):
    '''The flag is set.'''
    assert observed["flag"]

@pytest.mark.task_9_2
@pytest.mark.check(group="far", probes=["a"])
def test_always(observed):
    '''This holds.'''
"""


@pytest.fixture
def collect(tiny, tmp_path, monkeypatch):
    """Return a function that collects a suite and calls `then(suite)` in its session."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)

    def run(source, then=lambda suite: None):
        folder = tmp_path / "lesson9_tiny"
        folder.mkdir(exist_ok=True)
        # A name of its own: pytest keeps modules by name, and several suites run in this process.
        path = folder / f"test_{tmp_path.name}_hidden.py"
        path.write_text(HEAD + textwrap.dedent(source), encoding="utf-8")
        with_suite(tiny.lesson, path, then)

    return run


@pytest.fixture
def judged(tiny, collect):
    """Return a function that runs the checks of a task on several observations, one by one."""

    def run(source, task, *observations, right):
        found = []
        collect(source, lambda s: found.extend(s.run(task, o, right) for o in observations))
        return found

    return run


def test_every_check_runs_on_every_case(tiny, judged):
    """Each probe of a check is an item, with claim, group and case, in suite order."""
    right = tiny.observation("9.1", a=[1, 2], b=[3, 4], c=[5, 6])

    (results,) = judged(SUITE, "9.1", right, right=right)

    assert results == [
        ItemResult("Near values are right.", "near", "a", True),
        ItemResult("Near values are right.", "near", "b", True),
        ItemResult("Far values are right.", "far", "c", True),
    ]


def test_no_hand_in_is_judged_by_what_another_recorded(tiny, judged):
    """The suite is collected once and run on one observation after the other, each afresh."""
    right = tiny.observation("9.1", a=[1, 2], b=[3, 4], c=[5, 6])
    wrong = tiny.observation("9.1", a=[1, 2], b=[9, 9], c=[5, 6])

    runs = judged(SUITE, "9.1", right, wrong, right, wrong, right=right)

    assert [[item.passed for item in run] for run in runs] == [
        [True, True, True],
        [True, False, True],
        [True, True, True],
        [True, False, True],
    ]
    assert runs[1][1].evidence == "`y` is the same number everywhere."


def test_the_checks_of_one_case_can_be_run_alone(tiny, collect):
    """Asked for one case, the suite runs what concerns it and nothing else."""
    right = tiny.observation("9.1", a=[1, 2], b=[3, 4], c=[5, 6])
    found = []
    collect(SUITE, lambda suite: found.extend(suite.run("9.1", right, right, only="b")))
    assert [item.case for item in found] == ["b"]


def test_the_exception_of_the_hand_in_comes_along(tiny, judged):
    """A check that fails because student code raised hands over file and line."""
    right = tiny.observation("9.1", a=[1, 2], b=[3, 4], c=[5, 6])
    raised = Raised("KeyError", "tiny.py", 3)
    wrong = tiny.observation("9.1", a={"probe": raised}, b=[3, 4], c=[5, 6])

    (results,) = judged(SUITE, "9.1", wrong, right=right)

    assert results[0].raised == raised
    assert not results[0].passed


def test_a_plain_assertion_fails_without_evidence(tiny, judged):
    """The text of a bare assert could quote hidden values, so it stays here."""
    right = tiny.observation("9.2", a={"flag": True})
    wrong = tiny.observation("9.2", a={"flag": False})

    (results,) = judged(SUITE, "9.2", wrong, right=right)

    assert [(item.passed, item.evidence) for item in results] == [(False, ""), (True, "")]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("observed['no such key']", "KeyError"),
        ("1 / 0", "ZeroDivisionError"),
        ("pytest.skip('later')", "Skipped"),
        ("raise SystemExit", "SystemExit"),
        ("assert_close(observed, {'y': 0.0}, 'y')", "assert_zero"),
        ("assert_close(observed, {}, 'y')", "KeyError"),
    ],
)
def test_a_check_that_breaks_is_never_the_students_fault(tiny, collect, body, reason):
    """Anything but an assertion is our own fault, and the next observation is judged again."""
    source = f"""
    @pytest.mark.task_9_1
    @pytest.mark.check(group="near", probes=["a"])
    def test_near(observed, expected):
        if observed["y"] == 1.0:
            {body}

    @pytest.mark.task_9_1
    @pytest.mark.check(group="far", probes=["a"])
    def test_far(observed):
        pass

    @pytest.mark.task_9_2
    @pytest.mark.check(group="near", probes=["a"])
    def test_second(observed):
        pass

    @pytest.mark.task_9_2
    @pytest.mark.check(group="far", probes=["a"])
    def test_second_far(observed):
        pass
    """
    bad, good = (tiny.observation("9.1", a={"y": number}) for number in (1.0, 2.0))

    def then(suite):
        with pytest.raises(JudgeError, match=reason):
            suite.run("9.1", bad, good)
        assert all(item.passed for item in suite.run("9.1", good, good))

    collect(source, then)


def test_a_case_that_the_reference_lacks_is_our_fault(tiny, collect):
    """A misspelt probe name must not fail a hand-in, nor pass it."""
    right = tiny.observation("9.1", a=[1, 2], c=[5, 6])

    def then(suite):
        with pytest.raises(JudgeError, match=r"test_near\[b\]"):
            suite.run("9.1", right, right)

    collect(SUITE, then)


def test_a_task_without_checks_is_not_passed(tiny, collect):
    """No check at all must not count as all checks passed."""

    def then(suite):
        with pytest.raises(JudgeError, match="no check"):
            suite.run("9.7", tiny.observation("9.7"), tiny.observation("9.7"))

    collect(SUITE, then)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("@pytest.mark.task_9_2\n", "", "marker of exactly one task"),
        (
            "@pytest.mark.task_9_2\n",
            "@pytest.mark.task_9_1\n@pytest.mark.task_9_2\n",
            "exactly one",
        ),
        ("@pytest.mark.task_9_2\n", "@pytest.mark.task_9_3\n", "task_9_3"),
        ('@pytest.mark.check(group="far", probes=["c"])\n', "", "hidden check needs"),
        ('group="far", probes=["c"]', 'group="far"', "hidden check needs"),
        ('group="far", probes=["c"]', 'probes=["c"]', "hidden check needs"),
        ('group="far", probes=["c"]', 'group="far", probes=[]', "at least one probe"),
        ('group="far", probes=["c"]', 'group="fat", probes=["c"]', "no group 'fat'"),
        ('group="far", probes=["c"]', 'group="near", probes=["c"]', "no check for group 'far'"),
        ("def test_far(observed, expected, case):", "def test_far(observed:", "SyntaxError"),
        ("def test_always(observed):", "def test_always():", "uses no argument 'case'"),
    ],
)
def test_a_malformed_suite_is_an_authors_error(collect, old, new, reason):
    """Missing markers and groups are found before anybody is graded."""
    assert old in SUITE
    with pytest.raises(AuthorError, match=reason) as caught:
        collect(SUITE.replace(old, new, 1))
    assert "cannot be collected" in str(caught.value)


@pytest.mark.parametrize("source", ["", "pytest.skip('later', allow_module_level=True)"])
def test_an_empty_suite_is_an_authors_error(collect, source):
    """A suite without checks would give everybody full points."""
    with pytest.raises(AuthorError, match="no check for group"):
        collect(source)


def test_a_suite_that_cannot_be_imported_is_an_authors_error(collect):
    """The author reads which import failed."""
    with pytest.raises(AuthorError, match="no_such_package"):
        collect("import no_such_package")


def test_what_is_raised_while_judging_reaches_the_caller(collect):
    """The session neither swallows an error of the caller nor calls it one of the suite."""

    def then(suite):
        raise OSError("the coordinator went away")

    with pytest.raises(OSError, match="went away"):
        collect(SUITE, then)


def test_no_conftest_above_the_suite_is_run(tmp_path, collect):
    """A conftest.py in a folder above could belong to anyone; it is not read."""
    (tmp_path / "conftest.py").write_text("raise RuntimeError('read')", encoding="utf-8")

    ran = []
    collect(SUITE, lambda suite: ran.append(True))

    assert ran


def test_a_group_is_right_if_all_its_checks_are():
    """One failing check makes its whole group wrong."""
    items = [
        ItemResult("", "near", "a", True),
        ItemResult("", "far", "c", True),
        ItemResult("", "near", "b", False),
    ]

    assert groups_right(items) == {"near": False, "far": True}
