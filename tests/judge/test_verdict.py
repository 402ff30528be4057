"""Outcomes, points and words: from the evidence on a hand-in to its results."""

from __future__ import annotations

import re
from fractions import Fraction

import msgspec
import pytest

from autograder.answers import Seen, TaskAnswers
from autograder.errors import AuthorError, JudgeError
from autograder.judge.compare import Mismatch, assert_close
from autograder.judge.plugin import ItemResult
from autograder.judge.verdict import STOPS, VIEWS_KEPT, Evidence, Judge, whole_points
from autograder.observation import Observation, Odd, Problem, Raised, Reply, Stop

# ((group, case), ...): every task has one check in each of three cases.
CHECKS = (("near", "a"), ("near", "b"), ("far", "c"))
RIGHT = {"a": [1.25, 2.5], "b": [3.75, 4.5], "c": [5.25, 6.5]}
OFF = [7.125, 8.875]


class PlainSuite:
    """A suite without pytest: `y` must be close in every case; counts how often it ran."""

    def __init__(self) -> None:
        self.runs = 0

    def run(
        self, task: str, observed: Observation, expected: Observation, *, only: str | None = None
    ) -> list[ItemResult]:
        self.runs += 1
        wanted = [(group, case) for group, case in CHECKS if only in (None, case)]
        return [self._check(group, case, observed, expected) for group, case in wanted]

    @staticmethod
    def _check(group, case, observed, expected):
        claim = f"The answer in case {case} is right."
        try:
            assert_close(observed.cases.get(case, {}), expected.cases[case], "y")
        except Mismatch as error:
            return ItemResult(claim, group, case, False, str(error), error.raised)
        return ItemResult(claim, group, case, True)


class BrokenSuite:
    """A suite whose checks of one task fail by our own fault."""

    def __init__(self, task: str, error: Exception) -> None:
        self._task, self._error = task, error

    def run(
        self, task: str, observed: Observation, expected: Observation, *, only: str | None = None
    ) -> list[ItemResult]:
        if task == self._task:
            raise self._error
        return PlainSuite().run(task, observed, expected, only=only)


@pytest.fixture
def answers(tiny):
    """One known mistake of each kind for the first task, and carried answers for the second."""
    zeros = {case: [0, 0] for case in RIGHT}
    return {
        "t9_1": TaskAnswers(
            right=(tiny.seen("9.1", **RIGHT),),
            wrong=(
                (tiny.mistake("L9.A01", 0.75), tiny.seen("9.1", **{**RIGHT, "a": OFF})),
                (tiny.mistake("L9.A02", 0.25), tiny.seen("9.1", **{**RIGHT, "c": OFF})),
                (tiny.mistake("L9.Z01", 0.0, lazy=True), tiny.seen("9.1", **zeros)),
            ),
        ),
        "t9_2": TaskAnswers(
            right=(
                Seen(
                    tiny.observation("9.2", **RIGHT),
                    tiny.observation("9.2", **{**RIGHT, "a": [3, 3]}),
                ),
            ),
            wrong=(
                (
                    tiny.mistake("L9.B01", 0.25, task="9.2"),
                    Seen(
                        tiny.observation("9.2", **{**RIGHT, "b": OFF}),
                        tiny.observation("9.2", **{**RIGHT, "a": [3, 3], "b": [4, 4]}),
                    ),
                ),
            ),
            carried={"slug-L9.A01": tiny.observation("9.2", **{**RIGHT, "a": [2, 9]})},
        ),
    }  # fmt: skip


@pytest.fixture
def judge(tiny, answers):
    """A judge of the tiny lesson with a suite in plain Python."""
    return Judge(tiny.lesson, tiny.key(**answers), PlainSuite())


@pytest.fixture
def observed(tiny):
    """Return the evidence of a task whose worker recorded these cases (default: all right)."""

    def build(task="9.1", stand_in=None, **cases):
        plain = tiny.observation(task, **{**RIGHT, **cases})
        other = None if stand_in is None else tiny.observation(task, **{**RIGHT, **stand_in})
        return Evidence(task, Reply(plain, other, file="tiny.py", line=12), seconds=0.12345)

    return build


# --------------------------------------------------------------------------- outcomes


def test_a_right_hand_in_gets_all_points(judge, observed):
    """All checks hold: full points, all groups, nothing to find."""
    (result,) = judge.judge([observed()])

    assert (result.outcome, result.points, result.max) == ("passed", 10, 10)
    assert (result.groups_right, result.groups_wrong) == (("near", "far"), ())
    assert (result.finding, result.misconceptions, result.message) == (None, (), "")
    assert result.seconds == 0.123


def test_a_named_mistake_earns_its_credit(judge, observed):
    """The credit of the name is more than half the share of groups, and is paid."""
    (result,) = judge.judge([observed(a=OFF)])

    assert (result.outcome, result.points) == ("failed", 8)  # 7.5, half up
    assert result.misconceptions == ("L9.A01",)
    assert result.finding.headline == "This is L9.A01."
    assert (result.finding.file, result.finding.line) == ("tiny.py", 12)
    assert (result.groups_right, result.groups_wrong) == (("far",), ("near",))


def test_the_groups_pay_where_they_are_worth_more_than_the_name(judge, observed):
    """max(named, 0.5 x share of groups): half of the groups are 0.25, as much as the name."""
    (named,) = judge.judge([observed(c=OFF)])
    (unnamed,) = judge.judge([observed(c=[9, 9])])

    assert (named.points, named.misconceptions) == (3, ("L9.A02",))
    assert (unnamed.points, unnamed.misconceptions) == (3, ())


def test_two_mistakes_earn_the_lower_credit(judge, observed):
    """A pair is named with both ids and sentences, and paid as the worse of the two."""
    (result,) = judge.judge([observed(a=OFF, c=OFF)])

    assert result.misconceptions == ("L9.A01", "L9.A02")
    assert result.points == 3  # 0.25 of 10, half up
    assert result.finding.headline == "This is L9.A01. This is L9.A02."


def test_an_unnamed_failure_says_which_claim_does_not_hold(judge, observed):
    """Without a name: the first claim that fails, the evidence, and where the function is."""
    (result,) = judge.judge([observed(b=[9, 9], c=[9, 9])])

    assert result.finding.headline == "This does not hold yet: The answer in case b is right."
    assert result.finding.evidence == "`y` is the same number everywhere."
    assert (result.finding.file, result.finding.line) == ("tiny.py", 12)
    assert result.points == 0


def test_an_exception_points_at_its_own_line(judge, observed):
    """Where the student's code raised is more useful than where the function begins."""
    (result,) = judge.judge([observed(a={"y": Raised("KeyError", "tiny.py", 31, text="secret")})])

    assert (result.finding.file, result.finding.line) == ("tiny.py", 31)
    assert "KeyError" in result.finding.evidence
    assert "secret" not in result.message


def test_a_lazy_hand_in_gets_nothing(judge, observed):
    """Zeros are named and worth 0."""
    (result,) = judge.judge([observed(**{case: [0, 0] for case in RIGHT})])

    assert (result.points, result.misconceptions) == (0, ("L9.Z01",))


def test_a_group_that_a_lazy_hand_in_passes_carries_no_share(tiny, answers, observed):
    """If zeros are right in `far`, being right there alone is worth nothing."""
    right = {**RIGHT, "c": [5.25, 6.5]}
    lazy = {"a": [0, 0], "b": [0, 0], "c": right["c"]}
    first = msgspec.structs.replace(
        answers["t9_1"],
        wrong=((tiny.mistake("L9.Z01", 0.0, lazy=True), tiny.seen("9.1", **lazy)),),
    )
    judge = Judge(tiny.lesson, tiny.key(t9_1=first), PlainSuite())

    (far_only,) = judge.judge([observed(a=[9, 9])])
    (near_only,) = judge.judge([observed(c=[9, 9])])

    assert (far_only.points, far_only.groups_right) == (0, ("far",))
    assert near_only.points == 5  # `near` is the only group that carries, so half of the points


def test_the_kindest_right_answer_counts(tiny, answers, observed):
    """Where the contract allows two answers, either gets full points."""
    other = tiny.seen("9.1", **{**RIGHT, "b": [2.5, 2.5]})
    first = msgspec.structs.replace(answers["t9_1"], right=(*answers["t9_1"].right, other))
    judge = Judge(tiny.lesson, tiny.key(t9_1=first), PlainSuite())

    assert judge.judge([observed(b=[2.5, 2.5])])[0].outcome == "passed"
    assert judge.judge([observed()])[0].outcome == "passed"
    assert judge.judge([observed(a=[9, 9], b=[2.5, 2.5])])[0].groups_right == ("far",)


def test_the_stub_is_unwritten(judge, observed):
    """The stub's own error in every case: no points, and no reproach."""
    stub = {"y": Raised("NotImplementedError", "tiny.py", 9, unwritten="9.1")}
    (result,) = judge.judge([observed(a=stub, b=stub, c=stub)])

    assert (result.outcome, result.points, result.finding) == ("unwritten", 0, None)
    assert result.note == "first is not written yet."


def test_a_half_written_function_is_failed_not_unwritten(judge, observed):
    """A group that is right shows work, even if another branch is still the stub."""
    stub = {"y": Raised("NotImplementedError", "tiny.py", 9, unwritten="9.1")}
    (result,) = judge.judge([observed(c=stub)])

    assert (result.outcome, result.points) == ("failed", 3)


def test_a_missing_function_is_failed(judge):
    """The module loads but lacks the name: 0 points, with the sandbox's sentence."""
    problem = Problem("missing", "tiny.py defines no `first`.", "tiny.py")
    (result,) = judge.judge([Evidence("9.1", Reply(problem=problem))])

    assert (result.outcome, result.points) == ("failed", 0)
    assert result.message == "tiny.py defines no `first`."


@pytest.mark.parametrize("reply", [Reply(), Reply(problem=Problem("error", "It raises."))])
def test_a_module_that_could_not_be_observed_is_stopped(judge, reply):
    """An empty or broken reply is never points, and never a fault of ours."""
    (result,) = judge.judge([Evidence("9.1", reply)])

    assert (result.outcome, result.points) == ("stopped", 0)
    assert result.message


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("time", "Stopped after 10 s"),
        ("memory", "memory"),
        ("crash", "interpreter itself crashed"),
        ("exit", "ended the process itself"),
        ("output", "printed more than"),
        ("processes", "processes or threads"),
        ("protocol", "wrote to their channel"),
        ("something new", "crashed"),
    ],
)
def test_a_stopped_worker_says_why_and_where(judge, kind, words):
    """Every kind of stop has a sentence and the student's line, where it is known."""
    (result,) = judge.judge([Evidence("9.1", stop=Stop(kind, True, "tiny.py", 7))])

    assert (result.outcome, result.points) == ("stopped", 0)
    assert words in result.message
    assert "In tiny.py, line 7." in result.message


def test_every_kind_of_stop_has_words():
    """The kinds that an observation's `Stop` documents are those that have a sentence."""
    kinds = re.search(r"`kind` is ([a-z, ]+) or ([a-z]+);", " ".join(Stop.__doc__.split()))

    assert {*kinds.group(1).split(", "), kinds.group(2)} == set(STOPS)


# --------------------------------------------------------------------------- our own faults


@pytest.mark.parametrize(
    "piece",
    [Evidence("9.1", fault="the zygote died"), Evidence("9.1")],
    ids=["fault", "nothing came back"],
)
def test_a_fault_of_the_sandbox_leaves_the_task_ungraded(judge, observed, piece):
    """Our fault costs no points, and the other task is judged."""
    first, second = judge.judge([piece, observed("9.2")])

    assert (first.outcome, first.points) == ("ungraded", None)
    assert first.fault
    assert (second.outcome, second.points) == ("passed", 8)


@pytest.mark.parametrize(
    "error",
    [JudgeError("test_near: KeyError"), AuthorError("zero is expected"), ValueError("numpy broke")],
)
def test_a_check_that_breaks_leaves_its_task_ungraded(tiny, answers, observed, error):
    """Whatever breaks in judging one task is our fault, noted for staff, and stays there."""
    judge = Judge(tiny.lesson, tiny.key(**answers), BrokenSuite("9.1", error))

    first, second = judge.judge([observed(), observed("9.2")])

    assert (first.outcome, first.points) == ("ungraded", None)
    assert str(error) in first.fault
    assert str(error) not in first.message
    assert second.outcome == "passed"


# --------------------------------------------------------------------------- carried errors


def test_a_caller_that_is_right_on_its_own_needs_no_excuse(judge, observed):
    """A caller with the helper written inside it is judged on its own."""
    _, second = judge.judge([observed(a=OFF), observed("9.2")])

    assert (second.outcome, second.points, second.note) == ("passed", 8, "")


def test_the_known_mistake_of_a_helper_is_carried_forward(judge, observed):
    """The caller equals the reference caller on top of the helper's known mistake."""
    first, second = judge.judge([observed(a=OFF), observed("9.2", a=[2, 9])])

    assert first.misconceptions == ("L9.A01",)
    assert (second.outcome, second.points) == ("passed", 8)
    assert second.note == "Right given your `first`; fixing that one fixes this."


@pytest.mark.parametrize("kind", ["ZeroDivisionError", "ValueError", "NotImplementedError"])
def test_a_helper_that_breaks_every_call_excuses_no_idle_caller(tiny, answers, observed, kind):
    """Where the right caller crashes as one does that only raises, the stand-in decides."""
    crash, its_own = {"y": Raised("IndexError")}, {"y": Raised(kind)}
    crashes, own = dict.fromkeys(RIGHT, crash), dict.fromkeys(RIGHT, its_own)
    breaks = tiny.mistake("L9.A03")
    idle = Seen(tiny.observation("9.2", **crashes), tiny.observation("9.2", **crashes))
    first, second = answers["t9_1"], answers["t9_2"]
    key = tiny.key(
        t9_1=msgspec.structs.replace(
            first, wrong=(*first.wrong, (breaks, tiny.seen("9.1", **crashes)))
        ),
        t9_2=msgspec.structs.replace(
            second,
            wrong=(*second.wrong, (tiny.mistake("L9.Z02", 0.0, lazy=True), idle)),
            carried={breaks.slug: tiny.observation("9.2", **crashes)},
        ),
    )
    judge = Judge(tiny.lesson, key, PlainSuite())
    broken = observed(**crashes)
    right = judge.judge([broken, observed("9.2", **crashes, stand_in={"a": [3, 3]})])[1]
    assert (right.outcome, right.points) == ("passed", 8)
    empty = judge.judge([broken, observed("9.2", **own, stand_in=own)])[1]
    assert (empty.outcome, empty.points) == ("failed", 0)


def test_an_unknown_mistake_of_a_helper_is_judged_with_a_stand_in(judge, observed):
    """Nobody knows the helper's mistake, so both sides run with a known stand-in."""
    first, second = judge.judge(
        [observed(b=[9, 9], c=[9, 9]), observed("9.2", b=[8, 8], stand_in={"a": [3, 3]})]
    )

    assert (first.outcome, first.misconceptions) == ("failed", ())
    assert (second.outcome, second.points) == ("passed", 8)
    assert "Right given your `first`" in second.note


def test_an_unwritten_helper_does_not_cost_the_caller(judge, observed):
    """With the stand-in in its place, a right caller of an unwritten helper is right."""
    stub = {"y": Raised("NotImplementedError", "tiny.py", 9, unwritten="9.1")}
    cases = {"a": stub, "b": stub, "c": stub}
    first, second = judge.judge(
        [observed(**cases), observed("9.2", **cases, stand_in={"a": [3, 3]})]
    )

    assert (first.outcome, second.outcome) == ("unwritten", "passed")


def test_a_mistake_of_the_callers_own_is_named_with_the_stand_in(judge, observed):
    """The helper is broken and so is the caller: the caller's mistake is named by itself."""
    _, second = judge.judge(
        [observed(c=[9, 9]), observed("9.2", b=[8, 8], stand_in={"a": [3, 3], "b": [4, 4]})]
    )

    assert (second.outcome, second.misconceptions) == ("failed", ("L9.B01",))
    assert second.points == 2


def test_the_wrong_known_mistake_carries_nothing(judge, observed):
    """What follows from mistake A01 is no excuse for a helper that made A02."""
    _, second = judge.judge([observed(c=OFF), observed("9.2", a=[2, 9])])

    assert second.outcome == "failed"


def test_a_right_helper_excuses_nothing(judge, observed):
    """With a right helper the caller is judged plainly, whatever its stand-in pass says."""
    _, second = judge.judge([observed(), observed("9.2", a=[2, 9], stand_in={"a": [3, 3]})])

    assert second.outcome == "failed"


# --------------------------------------------------------------------------- points


@pytest.mark.parametrize("points", range(1, 31))
def test_points_are_whole_and_rounded_half_up(points):
    """Every share that groups can give is rounded like the exact fraction."""
    for groups in range(1, 13):
        for earned in range(groups + 1):
            exact = points * Fraction(1, 2) * Fraction(earned, groups)
            assert (
                whole_points(points, 0.5 * earned / groups) == (exact + Fraction(1, 2)).__floor__()
            )


@pytest.mark.parametrize(
    ("points", "credit", "earned"),
    [
        (14, 0.0, 0), (14, 0.25, 4), (14, 0.5, 7), (14, 0.75, 11), (14, 0.9, 13), (14, 1.0, 14),
        (19, 0.5, 10), (17, 0.25, 4), (28, 0.9, 27), (28, 0.899, 25), (10, 0.15, 2), (1, 0.9, 1),
    ],
)  # fmt: skip
def test_the_table_of_credits(points, credit, earned):
    """The credits of the catalogue in points; a nicety never costs more than one point."""
    assert whole_points(points, credit) == earned


@pytest.mark.parametrize(
    "cases",
    [
        {"a": OFF}, {"c": [-5.25, -6.5]}, {"b": [7.5, 9.0]}, {"a": {"y": Odd("tuple")}},
        {"a": {"y": None}}, {"b": {"y": Raised("ValueError", "tiny.py", 3)}}, {"c": {}},
        {"b": [[1, 2]]}, {"a": [float("nan"), 1]},
    ],
)  # fmt: skip
def test_no_message_holds_a_hidden_number(judge, observed, cases):
    """However a hand-in fails, no expected value and no recorded one is in what it reads."""
    (result,) = judge.judge([observed(**cases)])

    hidden = [f"{n:g}" for case in (*RIGHT.values(), OFF) for n in case]
    assert result.outcome == "failed"
    assert not any(number in result.message for number in hidden)


def test_the_lazy_hand_ins_are_judged_once(tiny, answers, observed):
    """Which groups carry is worked out once per judge, not once per hand-in."""
    suite = PlainSuite()
    judge = Judge(tiny.lesson, tiny.key(**answers), suite)
    judge.judge([observed(a=[9, 9])])
    before = suite.runs
    judge.judge([observed(a=[9, 9])])

    assert suite.runs - before == 1  # whether it passes and which groups do is read off one run


def test_a_judge_keeps_few_views_of_many_hand_ins(tiny, answers, observed):
    """Large answers of many hand-ins do not pile up; those that come again are judged alike."""
    judge = Judge(tiny.lesson, tiny.key(**answers), PlainSuite())
    first = observed(a=[9, 9])
    results = judge.judge([first])
    for number in range(3 * VIEWS_KEPT):
        judge.judge([observed(a=[number, number])])

    assert len(judge._ran) == VIEWS_KEPT
    assert judge.judge([first]) == results


def borrowing(tiny):
    """The tiny lesson, whose second task borrows from an earlier lesson."""
    first, second = tiny.lesson.tasks
    borrower = msgspec.structs.replace(second, helpers=(), borrows=("older",))
    return msgspec.structs.replace(tiny.lesson, task=(first, borrower))


def test_a_borrower_is_right_if_it_is_right_with_a_stand_in(tiny, answers):
    """What an earlier lesson's function does wrong, or that it is missing, costs nothing here."""
    judge = Judge(borrowing(tiny), tiny.key(**answers), PlainSuite())
    reply = Reply(
        tiny.observation("9.2", **{**RIGHT, "a": OFF}),
        tiny.observation("9.2", **{**RIGHT, "a": [3, 3]}),
    )
    (result,) = judge.judge([Evidence("9.2", reply)])

    assert (result.outcome, result.points) == ("passed", result.max)
    assert "`older`" in result.note


def test_a_borrower_that_is_wrong_with_a_stand_in_is_wrong(tiny, answers):
    """A stand-in does not excuse what the caller itself does wrong."""
    judge = Judge(borrowing(tiny), tiny.key(**answers), PlainSuite())
    reply = Reply(
        tiny.observation("9.2", **{**RIGHT, "a": OFF}),
        tiny.observation("9.2", **{**RIGHT, "a": OFF}),
    )
    (result,) = judge.judge([Evidence("9.2", reply)])

    assert result.outcome == "failed"


class LooseSuite(PlainSuite):
    """A suite that accepts one per cent, which is more than naming calls the same."""

    @staticmethod
    def _check(group, case, observed, expected):
        try:
            assert_close(observed.cases.get(case, {}), expected.cases[case], "y", rtol=0.01)
        except Mismatch as error:
            return ItemResult("It is right.", group, case, False, str(error))
        return ItemResult("It is right.", group, case, True)


def test_a_rounding_that_the_checks_accept_hides_no_mistake(tiny, answers):
    """A case whose checks pass counts as right when the rest is named."""
    rounded = [x * 1.005 for x in RIGHT["b"]]
    reply = Reply(tiny.observation("9.1", **{**RIGHT, "b": rounded, "c": OFF}))

    def misconceptions(suite):
        judge = Judge(tiny.lesson, tiny.key(**answers), suite)
        return judge.judge([Evidence("9.1", reply)])[0].misconceptions

    assert misconceptions(LooseSuite()) == ("L9.A02",)
    assert misconceptions(PlainSuite()) == ()  # the rounding is a mistake there, which nobody knows


@pytest.mark.parametrize("alike", [False, True])
def test_another_accepted_answer_hides_no_mistake(tiny, answers, alike):
    """A case in which the checks accept something else is left out, if one mistake remains."""
    answers["t9_1"] = TaskAnswers(
        answers["t9_1"].right,
        (
            (tiny.mistake("L9.A03"), tiny.seen("9.1", **{**RIGHT, "b": OFF, "c": OFF})),
            *(
                [(tiny.mistake("L9.A04"), tiny.seen("9.1", **{**RIGHT, "b": [0, 1], "c": OFF}))]
                if alike
                else []
            ),
        ),
    )
    accepted = [x * 1.005 for x in RIGHT["b"]]
    reply = Reply(tiny.observation("9.1", **{**RIGHT, "b": accepted, "c": OFF}))

    judge = Judge(tiny.lesson, tiny.key(**answers), LooseSuite())
    (result,) = judge.judge([Evidence("9.1", reply)])

    assert result.misconceptions == (() if alike else ("L9.A03",))


def test_a_borrower_that_inlines_what_it_borrows_is_named_as_it_stands(tiny, answers):
    """A stand-in for what it does not call only hides what is right about it."""
    judge = Judge(borrowing(tiny), tiny.key(**answers), PlainSuite())
    alone = tiny.observation("9.2", **{**RIGHT, "b": OFF})
    (result,) = judge.judge([Evidence("9.2", Reply(alone, alone))])

    assert result.misconceptions == ("L9.B01",)
    assert result.groups_right == ("far",)
