"""Double mistakes of lesson 3: families of independent slips, of which one combination is right.

Each knob is one decision of the task, and each of its settings but the first is a known mistake. All
combinations are generated and judged: the right one alone passes, and what is named is what was
turned.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from autograder.answers import Seen
from autograder.authoring.key import Source, Workshop
from autograder.authoring.proof import judge_seen
from autograder.judge.plugin import Suite, with_suite
from autograder.judge.verdict import Judge
from autograder.lesson import Course
from autograder.results import TaskResult

COURSE = Course(Path(__file__).parents[2])
SEED = 11

# Settings of a knob: the id of the mistake ("" for the right setting) and its code.
Knob = Mapping[str, str]

LOGPROBS: tuple[Knob, ...] = (
    {
        "": "scores, targets = logits[:, :-1], input_ids[:, 1:]",
        "L3.S02": "scores, targets = logits[:, 1:], input_ids[:, :-1]",
        "L3.S53": "scores, targets = logits[:, 1:], input_ids[:, 1:]",
    },
    {
        "": "counts = completion_mask[:, 1:] != 0",
        "L3.S11": "counts = completion_mask[:, :-1] != 0",
        "L3.S54": "counts = completion_mask[:, 1:] > -1",
        "L3.S55": "counts = completion_mask[:, 1:] == 0",
    },
    {
        "": "log_p = torch.log_softmax(scores.float(), dim=-1)",
        "L3.S06": "log_p = scores.float().softmax(dim=-1).log()",
        "L3.S08": "log_p = torch.log_softmax(scores.float(), dim=1)",
        "L3.S59": "log_p = scores.float()",
    },
    {
        "": "result = kept.sum(dim=1)",
        "L3.S13": "result = kept.sum()",
        "L3.S14": "result = kept",
        "L3.S51": "result = kept.sum(dim=1) / counts.sum(dim=1).clamp(min=1)",
    },
    {"": "return result", "L3.S52": "return -result"},
)
LOGPROBS_TEMPLATE = """
def sequence_logprobs(logits, input_ids, completion_mask):
    {0}
    {1}
    {2}
    picked = log_p.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    kept = torch.where(counts, picked, 0.0)
    {3}
    {4}
"""

DPO: tuple[Knob, ...] = (
    {
        "": "z = chosen - rejected",
        "L3.D01": "z = beta * (policy_chosen - policy_rejected)",
        "L3.D02": "z = rejected - chosen",
        "L3.D05": "z = beta * (policy_chosen - policy_rejected + ref_chosen - ref_rejected)",
    },
    {"": "pass", "L3.D16": "z = beta * z", "L3.D22": "z = z / beta**2"},
    {
        "": "losses = F.softplus(-z)",
        "L3.D23": "losses = F.logsigmoid(z)",
        "L3.D26": "losses = torch.relu(-z) + torch.log1p(torch.exp(-z.abs()))",
    },
    {"": "loss = losses.mean()", "L3.D52": "loss = losses.sum()", "L3.D55": "loss = losses"},
    {
        "": "return loss, chosen.detach(), rejected.detach()",
        "L3.D15": "return loss, chosen, rejected",
        "L3.D24": "return loss, rejected.detach(), chosen.detach()",
    },
)
DPO_TEMPLATE = """
def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    {0}
    {1}
    {2}
    {3}
    {4}
"""

SHAPED: tuple[Knob, ...] = (
    {
        "": "terms = logprobs - ref_logprobs",
        "L3.K05": "terms = 0.5 * (logprobs - ref_logprobs) ** 2",
        "L3.K12": "terms = logprobs.exp() - ref_logprobs.exp()",
        "L3.K51": "terms = (logprobs - ref_logprobs).abs()",
    },
    {"": "terms = terms * mask", "L3.K07": "pass", "L3.K62": "terms = terms * (1 - mask.float())"},
    {
        "": "drift = terms.sum(dim=1)",
        "L3.K03": "drift = terms.sum(dim=1) / mask.sum(dim=1)",
        "L3.K52": "drift = terms.sum(dim=1).mean()",
    },
    {"": "price = beta", "L3.K55": "price = 0.1"},
    {"": "return score - price * drift", "L3.K01": "return score + price * drift"},
)
SHAPED_TEMPLATE = """
def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    {0}
    {1}
    {2}
    {3}
    {4}
"""


class Family(NamedTuple):
    """All combinations of a task's knobs."""

    task: str
    knobs: tuple[Knob, ...]
    template: str

    def combinations(self) -> Iterator[tuple[frozenset[str], str]]:
        """Yield the ids of the mistakes that a combination makes, and its source."""
        for choice in itertools.product(*(knob.items() for knob in self.knobs)):
            ids, codes = zip(*choice, strict=True)
            yield frozenset(ids) - {""}, self.template.format(*codes)


FAMILIES = (
    Family("3.2", LOGPROBS, LOGPROBS_TEMPLATE),
    Family("3.5", DPO, DPO_TEMPLATE),
    Family("3.6", SHAPED, SHAPED_TEMPLATE),
)


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    """Return the workshop of the three tasks."""
    lesson = COURSE.lesson("lesson3")
    with Workshop(COURSE, lesson, only=[family.task for family in FAMILIES]) as workshop:
        yield workshop


@pytest.fixture(scope="module", params=FAMILIES, ids=lambda family: family.task)
def judged(
    request: pytest.FixtureRequest, workshop: Workshop
) -> list[tuple[frozenset[str], TaskResult]]:
    """Return what every combination of a family gets, beside the mistakes that it makes."""
    family, lesson = request.param, workshop.lesson
    task = lesson.find(family.task)
    made, texts = zip(*family.combinations(), strict=True)
    sources = [Source(task.id, (("knobs.py", text),)) for text in texts]
    replies = list(workshop.see(sources, SEED))
    key = workshop.answer_key(SEED)
    results: list[TaskResult] = []

    def judge_all(suite: Suite) -> None:
        judge = Judge(lesson, key, suite)
        results.extend(
            judge_seen(judge, task, Seen(reply.plain, reply.stand_in)) for reply in replies
        )

    with_suite(lesson, COURSE.hidden_suite(lesson.key), judge_all)
    return list(zip(made, results, strict=True))


def test_the_right_combination_alone_passes(judged):
    """Without a mistake the task is full; with one or more it is not."""
    for made, result in judged:
        assert (result.outcome == "passed") == (not made), sorted(made)
        assert (result.points == result.max) == (not made), sorted(made)


def test_a_single_slip_is_named(judged):
    """A knob that is turned alone behaves like the known mistake of its name."""
    for made, result in judged:
        if len(made) == 1:
            assert frozenset(result.misconceptions) == made


def test_two_slips_are_named_both_or_not_at_all(judged):
    """Where two mistakes are named, they are the two that were made: nothing is guessed."""
    for made, result in judged:
        if len(result.misconceptions) == 2:
            assert frozenset(result.misconceptions) == made


def test_one_name_for_several_slips_means_that_they_behave_like_it(judged):
    """One name stands for a combination only if it hides the others, and never pays more."""
    alone = {made: result for made, result in judged if len(made) == 1}
    for made, result in judged:
        if len(made) > 1 and len(result.misconceptions) == 1:
            name = frozenset(result.misconceptions)
            assert name not in alone or result.points <= alone[name].points


@pytest.mark.parametrize("judged", [FAMILIES[1]], ids=["3.5"], indirect=True)
def test_slips_that_show_in_different_cases_are_named_as_a_pair(judged):
    """Rewards are judged with other inputs than the gradient at 0, so both slips have their name."""
    results = dict(judged)
    for rewards in ("L3.D15", "L3.D24"):
        pair = frozenset({rewards, "L3.D26"})
        assert frozenset(results[pair].misconceptions) == pair
