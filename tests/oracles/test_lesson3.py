"""Lesson 3's reference against independent computations of the same thing, on random inputs."""

from __future__ import annotations

import copy
import importlib.util
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from torch.distributions import Categorical
from transformers import GPT2ForSequenceClassification
from transformers.loss.loss_utils import ForCausalLMLoss

from fixtures.micro import fill, ragged_batch, tiny_gpt2, tiny_gpt2_lm

PATH = Path(__file__).parents[2] / "solutions" / "lesson3_alignment" / "alignment.py"
SEEDS = range(5)


@pytest.fixture(scope="module")
def reference():
    """The lesson's reference module."""
    spec = importlib.util.spec_from_file_location("lesson3_reference", PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def language(seed, *, rows=4, length=9, vocab=13):
    """Return logits, ids and a mask with holes, of which each row has at least one mark."""
    rng = torch.Generator().manual_seed(seed)
    logits = 3 * torch.randn(rows, length, vocab, generator=rng)
    ids = torch.randint(vocab, (rows, length), generator=rng)
    mask = (torch.rand(rows, length, generator=rng) < 0.5).long()
    mask[:, 4] = 1
    return logits, ids, mask


def draws(seed, count, rows=6):
    rng = torch.Generator().manual_seed(seed)
    return [4 * torch.randn(rows, generator=rng) - 10 for _ in range(count)]


@pytest.mark.parametrize("seed", SEEDS)
def test_log_probabilities_are_those_of_a_categorical_distribution(reference, seed):
    """torch.distributions gives each marked token the log-probability that is added up."""
    logits, ids, mask = language(seed)
    tokens = Categorical(logits=logits[:, :-1]).log_prob(ids[:, 1:])
    expected = (tokens * mask[:, 1:]).sum(dim=1)
    assert torch.allclose(reference.sequence_logprobs(logits, ids, mask), expected, atol=1e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_log_probabilities_are_the_loss_of_transformers(reference, seed):
    """The causal loss of transformers, with labels of -100, is minus the sum over its count."""
    logits, ids, mask = language(seed)
    labels = ids.masked_fill(mask == 0, -100)
    count = int((labels[:, 1:] != -100).sum())
    loss = ForCausalLMLoss(logits, labels, vocab_size=logits.shape[-1])
    total = reference.sequence_logprobs(logits, ids, mask).sum()
    assert torch.isclose(-total / count, loss, atol=1e-5)


@pytest.mark.parametrize("seed", SEEDS)
def test_log_probabilities_multiply_to_one(reference, seed):
    """The chances of all texts of two tokens after a prompt add up to 1."""
    model, vocab = tiny_gpt2_lm(seed, layers=1, vocab=11), 11
    ends = torch.cartesian_prod(torch.arange(vocab), torch.arange(vocab))
    ids = torch.cat([torch.tensor([[3, 7]]).expand(len(ends), -1), ends], dim=1)
    mask = torch.tensor([[0, 0, 1, 1]]).expand_as(ids)
    with torch.no_grad():
        chances = reference.sequence_logprobs(model(ids).logits, ids, mask).exp()
    assert torch.isclose(chances.sum(), torch.tensor(1.0), atol=1e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_reward_loss_is_binary_cross_entropy_on_the_gap(reference, seed):
    """A comparison is a classification of the gap as class 1, also as a choice of two classes."""
    chosen, rejected = draws(seed, 2)
    loss = reference.reward_loss(chosen, rejected)
    binary = F.binary_cross_entropy_with_logits(chosen - rejected, torch.ones(6))
    choice = F.cross_entropy(torch.stack([chosen, rejected], 1), torch.zeros(6, dtype=torch.long))
    assert torch.allclose(loss, binary)
    assert torch.allclose(loss, choice)


@pytest.mark.parametrize("seed", SEEDS)
def test_reward_model_is_the_classifier_of_transformers(reference, seed):
    """GPT2ForSequenceClassification with one label scores texts without a real padding id alike."""
    backbone = tiny_gpt2(seed, layers=2)
    config = copy.deepcopy(backbone.config)
    config.num_labels = 1
    oracle = GPT2ForSequenceClassification(config).eval()
    oracle.transformer.load_state_dict(backbone.state_dict())
    model = reference.RewardModel(backbone).eval()
    fill(model.score, seed)
    oracle.score.load_state_dict(model.score.state_dict())
    ids, mask = ragged_batch(seed, rows=5, length=8)
    ids = ids.masked_fill((ids == 0) & (mask == 1), 5)  # transformers finds the end by padding id
    with torch.no_grad():
        expected = oracle(ids, attention_mask=mask).logits[:, 0]
        assert torch.allclose(model(ids, mask), expected, atol=1e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_dpo_loss_is_the_published_formula(reference, seed):
    """Loss and rewards as in the authors' own code: log-ratios first, then their difference."""
    four, beta = draws(seed, 4), 0.37
    policy_ratios, ref_ratios = four[0] - four[1], four[2] - four[3]
    losses = -F.logsigmoid(beta * (policy_ratios - ref_ratios))
    loss, chosen, rejected = reference.dpo_loss(*four, beta)
    assert torch.allclose(loss, losses.mean(), atol=1e-5)
    assert torch.allclose(chosen, beta * (four[0] - four[2]), atol=1e-5)
    assert torch.allclose(rejected, beta * (four[1] - four[3]), atol=1e-5)


@pytest.mark.parametrize("seed", SEEDS)
def test_dpo_gradient_is_the_published_one(reference, seed):
    """Equation 8 of the paper: each pair weighs beta times the chance of being wrong about it."""
    four, beta = [tensor.requires_grad_() for tensor in draws(seed, 4)], 0.37
    loss, chosen, rejected = reference.dpo_loss(*four, beta)
    loss.backward()
    weight = beta * torch.sigmoid(rejected - chosen) / len(chosen)
    assert torch.allclose(four[0].grad, -weight, atol=1e-6)
    assert torch.allclose(four[1].grad, weight, atol=1e-6)
    assert four[2].grad is None
    assert four[3].grad is None


@pytest.mark.parametrize("seed", SEEDS)
def test_drift_averages_to_the_divergence(reference, seed):
    """Weighted by the policy's own chances, the drift of all words is KL(policy || reference)."""
    rng = torch.Generator().manual_seed(seed)
    policy, ref = (torch.randn(7, generator=rng).log_softmax(0) for _ in range(2))
    rewards = reference.kl_shaped_reward(
        torch.zeros(7), policy[:, None], ref[:, None], torch.ones(7, 1), beta=1.0
    )
    expected = F.kl_div(ref, policy, log_target=True, reduction="sum")
    assert torch.isclose(-(policy.exp() * rewards).sum(), expected, atol=1e-5)


@pytest.mark.parametrize("seed", SEEDS)
def test_dpo_step_is_gradient_descent_on_the_formula(reference, seed):
    """One step of SGD moves each weight by the rate times the gradient of the formula."""
    start, old = tiny_gpt2_lm(seed, layers=1), tiny_gpt2_lm(seed + 100, layers=1)
    pair = reference.build_pair([5, 6], [7, 8, 9], [4], eos_id=0, pad_id=0)
    policy, by_hand = copy.deepcopy(start), copy.deepcopy(start)
    log = reference.dpo_step(policy, old, pair, torch.optim.SGD(policy.parameters(), lr=0.1), 0.5)

    def answer(model):
        logits = model(pair["input_ids"], attention_mask=pair["attention_mask"]).logits[:, :-1]
        tokens = Categorical(logits=logits).log_prob(pair["input_ids"][:, 1:])
        return (tokens * pair["completion_mask"][:, 1:]).sum(dim=1)

    rewards = 0.5 * (answer(by_hand) - answer(old).detach())
    loss = F.softplus(rewards[1] - rewards[0])
    grads = torch.autograd.grad(loss, list(by_hand.parameters()))
    for new, weight, grad in zip(policy.parameters(), by_hand.parameters(), grads, strict=True):
        assert torch.allclose(new, weight - 0.1 * grad, atol=1e-5)
    assert log["loss"] == pytest.approx(loss.item(), rel=1e-5)
    assert log["accuracy"] == float(rewards[0] > rewards[1])
    assert log["margin"] == pytest.approx((rewards[0] - rewards[1]).item(), rel=1e-4)


def test_checkpoints_follow_from_the_reference(reference):
    """The answers by hand are what the reference's own functions give."""
    answers = reference.checkpoints()
    one = torch.ones(1)
    computed = {
        "bt_07_03": reference.reward_loss(0.7 * one, 0.3 * one),
        "bt_reversed": reference.reward_loss(0.3 * one, 0.7 * one),
        "first_dpo_loss": reference.dpo_loss(-10 * one, -12 * one, -10 * one, -12 * one)[0],
        "dpo_hand": reference.dpo_loss(-10 * one, -12 * one, -11 * one, -11 * one)[0],
    }
    for key, loss in computed.items():
        assert answers[key] == pytest.approx(loss.item(), rel=1e-3), key


@pytest.mark.parametrize(
    ("beta", "key"), [(0.0, "hacked_answer_beta0"), (0.1, "hacked_answer_beta01")]
)
def test_the_hacked_answer_follows_from_the_table(reference, beta, key):
    """With the handout's table, the winner without a price is another one than with it."""
    score = torch.tensor([1.2, 2.0, 3.1, 0.3])
    policy = torch.tensor([-6.0, -9.0, -4.0, -8.0])[:, None]
    ref = torch.tensor([-7.0, -14.0, -31.0, -6.0])[:, None]
    reward = reference.kl_shaped_reward(score, policy, ref, torch.ones(4, 1), beta)
    assert reference.checkpoints()[key] == "ABCD"[int(reward.argmax())]
