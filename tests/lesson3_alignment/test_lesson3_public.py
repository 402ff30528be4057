"""Lesson 3 public tests: small cases that you can check by hand. Run `pytest` in this folder."""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping
from numbers import Real
from types import ModuleType

import pytest
import torch
from torch import Tensor

from fixtures.micro import ragged_batch, tiny_gpt2, tiny_gpt2_lm


def explain(sentence: str, *, given: object, got: object, expected: object) -> str:
    """Return the message of a failing test: what is wrong, then the evidence."""
    lines = (("given", given), ("got", got), ("expected", expected))
    return "\n".join([sentence, "", *(f"    {name:<9} {value}" for name, value in lines)])


def rounded(tensor: object) -> object:
    """Return a tensor's numbers to four digits, or what stands in its place."""
    if not isinstance(tensor, Tensor):
        return repr(tensor)
    return [round(number, 4) for number in tensor.detach().flatten().tolist()]


# ------------------------------------------------------------------ 3.1 build_pair


@pytest.mark.task_3_1
@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param("input_ids", [[5, 6, 7, 1, 0], [5, 6, 8, 9, 1]], id="input_ids"),
        pytest.param("attention_mask", [[1, 1, 1, 1, 0], [1, 1, 1, 1, 1]], id="attention_mask"),
        pytest.param("completion_mask", [[0, 0, 1, 1, 0], [0, 0, 1, 1, 1]], id="completion_mask"),
    ],
)
def test_pair_of_the_example(student: ModuleType, entry: str, expected: list) -> None:
    """Two rows: prompt, answer, end token, padding; and a mask for each question about them."""
    pair = student.build_pair([5, 6], [7], [8, 9], eos_id=1, pad_id=0)
    got = pair[entry].tolist() if isinstance(pair[entry], Tensor) else pair[entry]
    message = explain(
        f"The entry {entry!r} is not that of the example.",
        given="prompt [5, 6], chosen [7], rejected [8, 9], end 1, padding 0",
        got=got,
        expected=expected,
    )
    assert got == expected, message


@pytest.mark.task_3_1
def test_end_and_padding_may_be_equal(student: ModuleType) -> None:
    """With one id for both, the end token is still a token of the answer."""
    got = student.build_pair([5, 6], [7], [8, 9], eos_id=0, pad_id=0)["completion_mask"].tolist()
    expected = [[0, 0, 1, 1, 0], [0, 0, 1, 1, 1]]
    message = explain(
        "Which tokens are scored depends on the number of the end token.",
        given="prompt [5, 6], chosen [7], rejected [8, 9], end 0, padding 0",
        got=got,
        expected=expected,
    )
    assert got == expected, message


# ------------------------------------------------------------------ 3.2 sequence_logprobs

PROBABILITIES = ((0.5, 0.25, 0.25), (0.25, 0.5, 0.25), (0.125, 0.125, 0.75), (0.2, 0.4, 0.4))


def known_logits(rows: int) -> Tensor:
    """Return scores (rows, 4, 3) whose softmax is `PROBABILITIES`, moved by 1 at each position."""
    return torch.tensor(PROBABILITIES).log().add(torch.arange(4.0)[:, None]).repeat(rows, 1, 1)


@pytest.mark.task_3_2
@pytest.mark.parametrize("dtype", [torch.int64, torch.bool], ids=["numbers", "bools"])
def test_two_tokens_of_an_answer(student: ModuleType, dtype: torch.dtype) -> None:
    """The answer's log-probability is the sum of those of its tokens, one number per row."""
    ids = torch.tensor([[0, 2, 1, 0], [1, 1, 1, 2]])
    mask = torch.tensor([[0, 0, 1, 1], [0, 1, 1, 0]]).to(dtype)
    got = student.sequence_logprobs(known_logits(2), ids, mask)
    expected = [math.log(0.5 * 0.125), math.log(0.25 * 0.5)]
    message = explain(
        "The log-probability of an answer is not the sum over its tokens.",
        given="probabilities 1/2 and 1/8 in row 0, 1/4 and 1/2 in row 1 (see PROBABILITIES)",
        got=rounded(got),
        expected=[round(number, 4) for number in expected],
    )
    assert isinstance(got, Tensor), message
    assert got.shape == (2,), message
    assert torch.allclose(got, torch.tensor(expected), atol=1e-4), message


@pytest.mark.task_3_2
def test_later_scores_do_not_matter(student: ModuleType) -> None:
    """The scores of a row's last position say what would come next, so they do not count."""
    logits, ids = known_logits(1), torch.tensor([[0, 2, 1, 0]])
    mask = torch.tensor([[0, 0, 1, 1]])
    before = student.sequence_logprobs(logits, ids, mask)
    changed = logits.clone()
    changed[0, -1] = torch.tensor([3.0, 0.0, -3.0])
    after = student.sequence_logprobs(changed, ids, mask)
    message = explain(
        "The scores of the last position take part.",
        given="two sets of scores that differ at the last position only",
        got=f"{rounded(before)} and {rounded(after)}",
        expected="the same number twice",
    )
    assert torch.allclose(before, after, atol=1e-5), message


@pytest.mark.task_3_2
def test_log_probabilities_carry_a_graph(student: ModuleType) -> None:
    """A gradient reaches the scores, since a policy learns through this function."""
    logits = known_logits(1).requires_grad_()
    got = student.sequence_logprobs(logits, torch.tensor([[0, 2, 1, 0]]), torch.ones(1, 4).long())
    message = explain(
        "No gradient reaches the scores.",
        given="logits with requires_grad=True",
        got=f"requires_grad={getattr(got, 'requires_grad', None)}",
        expected="requires_grad=True",
    )
    assert isinstance(got, Tensor), message
    assert got.requires_grad, message


# ------------------------------------------------------------------ 3.3 reward_loss


@pytest.mark.task_3_3
@pytest.mark.parametrize(
    ("chosen", "rejected", "expected"),
    [
        pytest.param([0.7], [0.3], 0.5130, id="right"),
        pytest.param([0.3], [0.7], 0.9130, id="reversed"),
        pytest.param([0.7, 0.3], [0.3, 0.7], 0.7130, id="both"),
    ],
)
def test_loss_of_comparisons(
    student: ModuleType, chosen: list, rejected: list, expected: float
) -> None:
    """Scores of 0.7 and 0.3 cost 0.5130 in the right order and 0.9130 in the wrong one."""
    loss = student.reward_loss(torch.tensor(chosen), torch.tensor(rejected))
    message = explain(
        "The loss is not the mean of -log sigmoid of the differences.",
        given=f"chosen {chosen}, rejected {rejected}",
        got=rounded(loss),
        expected=expected,
    )
    assert isinstance(loss, Tensor), message
    assert loss.shape == (), message
    assert math.isclose(loss.item(), expected, abs_tol=1e-4), message


@pytest.mark.task_3_3
def test_a_constant_cancels(student: ModuleType) -> None:
    """Adding 10 to both scores leaves the loss as it was."""
    low = student.reward_loss(torch.tensor([0.7]), torch.tensor([0.3]))
    high = student.reward_loss(torch.tensor([10.7]), torch.tensor([10.3]))
    message = explain(
        "The loss looks at more than the difference of the scores.",
        given="scores 0.7 and 0.3, then 10.7 and 10.3",
        got=f"{rounded(low)} and {rounded(high)}",
        expected="the same number twice",
    )
    assert torch.allclose(low, high, atol=1e-4), message


# ------------------------------------------------------------------ 3.4 RewardModel


@pytest.mark.task_3_4
def test_one_row_of_width_is_added(student: ModuleType) -> None:
    """With a backbone of width 16 the map to the score has 16 numbers."""
    backbone = tiny_gpt2(1)
    model = student.RewardModel(backbone)
    got = sum(p.numel() for p in model.parameters()) - sum(p.numel() for p in backbone.parameters())
    message = explain(
        "The map to the score does not have one number per unit of width.",
        given="a backbone of width 16",
        got=f"{got} numbers beyond the backbone",
        expected="16",
    )
    assert got == 16, message


@pytest.mark.task_3_4
def test_one_number_per_text(student: ModuleType) -> None:
    """Four texts give scores of shape (4,)."""
    ids, mask = ragged_batch(2, rows=4)
    got = tuple(student.RewardModel(tiny_gpt2(1))(ids, mask).shape)
    message = explain(
        "A reward model gives one number per text.",
        given="input_ids (4, 7)",
        got=got,
        expected="(4,)",
    )
    assert got == (4,), message


@pytest.mark.task_3_4
def test_padding_on_the_right_changes_no_score(student: ModuleType) -> None:
    """A text gets the same score alone and with two positions of padding behind it."""
    torch.manual_seed(3)
    model = student.RewardModel(tiny_gpt2(1)).eval()
    pair = torch.tensor([[5, 9, 14, 3], [8, 2, 6, 4]])
    padded = torch.cat([pair, torch.zeros(2, 2, dtype=torch.int64)], dim=1)
    alone, behind = model(pair), model(padded, torch.tensor([[1, 1, 1, 1, 0, 0]] * 2))
    message = explain(
        "The score of a text depends on the padding behind it.",
        given="the ids 5 9 14 3, alone and as 5 9 14 3 0 0 with the mask 1 1 1 1 0 0",
        got=f"scores that differ by {(alone - behind).abs().max():.4f}",
        expected="equal scores",
    )
    assert torch.allclose(alone, behind, atol=1e-4), message


# ------------------------------------------------------------------ 3.5 dpo_loss


def hand_example(student: ModuleType, **beta: float) -> list[object]:
    """Return loss and rewards of -10 and -12 under the policy, -11 and -11 under the reference."""
    four = [torch.tensor([number], requires_grad=True) for number in (-10.0, -12.0, -11.0, -11.0)]
    return [*student.dpo_loss(*four, **beta), four]


@pytest.mark.task_3_5
@pytest.mark.parametrize(
    ("beta", "expected"),
    [pytest.param({"beta": 0.1}, 0.5981, id="0.1"), pytest.param({"beta": 0.5}, 0.3133, id="0.5")],
)
def test_loss_of_the_example(student: ModuleType, beta: dict[str, float], expected: float) -> None:
    """The example costs 0.5981 with beta 0.1 and 0.3133 with beta 0.5."""
    loss = hand_example(student, **beta)[0]
    message = explain(
        "The loss of the example is not that of the handout.",
        given=f"-10 and -12 under the policy, -11 and -11 under the reference, {beta}",
        got=rounded(loss),
        expected=expected,
    )
    assert isinstance(loss, Tensor), message
    assert loss.shape == (), message
    assert math.isclose(loss.item(), expected, abs_tol=1e-4), message


@pytest.mark.task_3_5
def test_rewards_of_the_example(student: ModuleType) -> None:
    """With beta 0.1 the chosen answer's reward is 0.1 and the rejected one's -0.1."""
    _, chosen, rejected, _ = hand_example(student)
    got = [rounded(chosen), rounded(rejected)]
    message = explain(
        "The rewards of the example are not beta times the log-ratios.",
        given="-10 and -12 under the policy, -11 and -11 under the reference, default beta",
        got=got,
        expected="[[0.1], [-0.1]]",
    )
    assert got == [[0.1], [-0.1]], message


@pytest.mark.task_3_5
def test_policy_learns_and_reference_does_not(student: ModuleType) -> None:
    """Where policy and reference agree the loss is log 2, and its gradient reaches the policy."""
    policy = [torch.tensor([number], requires_grad=True) for number in (-10.0, -12.0)]
    refs = [torch.tensor([number], requires_grad=True) for number in (-10.0, -12.0)]
    loss = student.dpo_loss(*policy, *refs)[0]
    torch.autograd.backward(loss)
    got = [None if part.grad is None else round(part.grad.item(), 4) for part in (*policy, *refs)]
    message = explain(
        "The gradients of the first step are not right.",
        given="-10 and -12 under both models, beta 0.1",
        got=f"loss {loss.item():.4f}, gradients {got}",
        expected="loss 0.6931, gradients [-0.05, 0.05, None, None]",
    )
    assert math.isclose(loss.item(), math.log(2), abs_tol=1e-4), message
    assert got == [-0.05, 0.05, None, None], message


# ------------------------------------------------------------------ 3.6 kl_shaped_reward


@pytest.mark.task_3_6
@pytest.mark.parametrize(
    ("mask", "expected"),
    [pytest.param([1, 1], 1.9, id="both tokens"), pytest.param([0, 1], 2.1, id="one token")],
)
def test_price_of_drift(student: ModuleType, mask: list[int], expected: float) -> None:
    """Tokens that gained 2 nats and lost 1 cost 0.1 together; the second alone earns 0.1."""
    got = student.kl_shaped_reward(
        torch.tensor([2.0]),
        torch.tensor([[-1.0, -2.0]]),
        torch.tensor([[-3.0, -1.0]]),
        torch.tensor([mask]),
    )
    message = explain(
        "The reward is not the score less beta times the drift.",
        given=f"score 2, policy -1 -2, reference -3 -1, mask {mask}, default beta",
        got=rounded(got),
        expected=[expected],
    )
    assert isinstance(got, Tensor), message
    assert got.shape == (1,), message
    assert math.isclose(got.item(), expected, abs_tol=1e-4), message


@pytest.mark.task_3_6
def test_each_answer_pays_for_itself(student: ModuleType) -> None:
    """An answer that has not drifted keeps its score, whatever the other one did."""
    policy = torch.tensor([[-1.0, -1.0, -1.0], [-2.0, -2.0, -2.0]])
    ref = torch.tensor([[-3.0, -3.0, -3.0], [-2.0, -2.0, -2.0]])
    got = student.kl_shaped_reward(
        torch.tensor([2.0, 5.0]), policy, ref, torch.ones(2, 3).long(), beta=0.5
    )
    message = explain(
        "An answer pays for another one's drift, or not for all of its own.",
        given="scores 2 and 5, drifts of 2 nats and 0 nats per token, 3 tokens each, beta 0.5",
        got=rounded(got),
        expected=[-1.0, 5.0],
    )
    assert rounded(got) == [-1.0, 5.0], message


# ------------------------------------------------------------------ 3.7 dpo_step


def pairs() -> dict[str, Tensor]:
    """Return two pairs: rows 0 and 1 are the chosen answers, rows 2 and 3 the rejected ones."""
    ids = torch.tensor([[5, 6, 7, 8, 0], [9, 3, 4, 0, 0], [5, 6, 2, 0, 0], [9, 3, 1, 8, 7]])
    attention = torch.tensor([[1, 1, 1, 1, 0], [1, 1, 1, 0, 0], [1, 1, 1, 0, 0], [1, 1, 1, 1, 1]])
    completion = attention.clone()
    completion[:, :2] = 0
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}


@pytest.mark.task_3_7
def test_first_loss_is_log_2(student: ModuleType) -> None:
    """A copy of the reference, in train mode and with dropout, costs log 2 = 0.6931."""
    reference = tiny_gpt2_lm(1, dropout=0.2)
    policy = copy.deepcopy(reference).train()
    optimizer = torch.optim.SGD(policy.parameters(), lr=0.1)
    log = student.dpo_step(policy, reference, pairs(), optimizer)
    message = explain(
        "The first loss of a copy is not log 2, as a float.",
        given="policy a copy of the reference, dropout 0.2, policy in train mode",
        got=log,
        expected="loss 0.6931, and numbers for accuracy and margin",
    )
    assert isinstance(log, Mapping), message
    assert all(isinstance(log.get(n), Real) for n in ("loss", "accuracy", "margin")), message
    assert math.isclose(log["loss"], math.log(2), abs_tol=1e-4), message
    assert policy.training, "The policy came in train mode, and is in eval mode after the step."


@pytest.mark.task_3_7
def test_steps_prefer_the_chosen_answers(student: ModuleType) -> None:
    """Ten steps on two pairs raise the margin from 0, and win both pairs; the reference stays."""
    reference = tiny_gpt2_lm(1)
    policy = copy.deepcopy(reference)
    before = [parameter.clone() for parameter in reference.parameters()]
    optimizer = torch.optim.SGD(policy.parameters(), lr=0.05)
    logs = [student.dpo_step(policy, reference, pairs(), optimizer, beta=0.5) for _ in range(10)]
    stays = all(torch.equal(a, b) for a, b in zip(before, reference.parameters(), strict=True))
    got = {name: round(number, 3) for name, number in logs[-1].items()}
    message = explain(
        "Ten steps do not make the chosen answers the preferred ones.",
        given="two pairs, 10 steps of SGD, learning rate 0.05, beta 0.5",
        got=f"{got} in the last step",
        expected="a loss below 0.6, accuracy 1.0, a margin above 0.1",
    )
    assert logs[-1]["loss"] < 0.6, message
    assert logs[-1]["accuracy"] == 1.0, message
    assert logs[-1]["margin"] > 0.1, message
    assert stays, "The reference has changed: only the policy may learn."


# ------------------------------------------------------------------ 3.8 checkpoints

KINDS: dict[str, type | tuple[type, ...]] = {
    "bt_07_03": Real,
    "bt_reversed": Real,
    "first_dpo_loss": Real,
    "dpo_hand": Real,
    "trained_networks": dict,
    "loop_order": (list, tuple),
    "hacked_answer_beta0": str,
    "hacked_answer_beta01": str,
    "what_freezes_less_and_less": (list, tuple),
    "comparison_or_score": str,
    "preferred_but_false": Real,
    "sft_failure_labels": (list, tuple),
}


@pytest.mark.task_3_8
def test_every_question_has_an_answer_of_its_kind(student: ModuleType) -> None:
    """Each key holds a number, string, list or dict. Whether it is right is not checked here."""
    answers = student.checkpoints()
    odd = [name for name, kind in KINDS.items() if not isinstance(answers.get(name), kind)]
    message = explain(
        "Some answers are missing, or of another kind than the stub's comment says.",
        given="the 12 keys of the stub",
        got=", ".join(f"{name}={answers.get(name)!r}" for name in odd),
        expected="numbers, str for words, lists, and a dict for trained_networks",
    )
    assert not odd, message


@pytest.mark.task_3_8
def test_two_orders_of_a_pair_differ_by_their_gap(student: ModuleType) -> None:
    """The two losses of a comparison differ by the gap of the scores, 0.4, and none is negative."""
    answers = student.checkpoints()
    right, wrong = answers["bt_07_03"], answers["bt_reversed"]
    message = explain(
        "The losses of the two orders of one pair do not fit together.",
        given="bt_07_03 and bt_reversed",
        got=f"{right} and {wrong}",
        expected="the second larger by 0.4, both above 0",
    )
    assert right > 0, message
    assert math.isclose(wrong - right, 0.4, abs_tol=0.01), message
