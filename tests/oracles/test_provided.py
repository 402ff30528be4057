"""What lesson 5's probes provide of earlier lessons is what the references of those lessons compute."""

from __future__ import annotations

import copy
import runpy
from pathlib import Path

import pytest
import torch

from autograder.lesson import Course
from fixtures.micro import ragged_batch, tiny_gpt2_lm

ROOT = Path(__file__).parents[2]
LESSON = Course(ROOT).lesson("lesson5")
SEEDS = range(4)


@pytest.fixture(scope="module")
def pairs():
    """Return name -> (provided, reference)."""
    probes = runpy.run_path(str(ROOT / "tests" / LESSON.key / "probes.py"))
    own = {}
    for name in LESSON.earlier:
        own |= runpy.run_path(str(ROOT / "solutions" / name))
    return {name: (given, own[name]) for name, given in probes["PROVIDED"].items()}


def generator(seed: int) -> torch.Generator:
    """Return a seeded generator."""
    return torch.Generator().manual_seed(seed)


def test_what_tasks_with_two_borrowed_functions_call_is_provided(pairs):
    """Where one of two may be called and the other written out, both are there."""
    wanted = {name for task in LESSON.tasks if len(task.borrows) > 1 for name in task.borrows}
    assert pairs.keys() == wanted


@pytest.mark.parametrize("seed", SEEDS)
def test_log_probabilities(pairs, seed):
    """The same sums over marked tokens, position 0 left out, for masks of numbers and of bools."""
    given, reference = pairs["sequence_logprobs"]
    logits = torch.randn(4, 7, 11, generator=generator(seed))
    ids = torch.randint(11, (4, 7), generator=generator(seed + 10))
    mask = torch.randint(2, (4, 7), generator=generator(seed + 20))
    for marks in (mask, mask.bool(), mask.float()):
        torch.testing.assert_close(given(logits, ids, marks), reference(logits, ids, marks))


@pytest.mark.parametrize("seed", SEEDS)
def test_preference_loss(pairs, seed):
    """The same loss, rewards and gradients; none reaches the reference's log-probabilities."""
    found = []
    for function in pairs["dpo_loss"]:
        four = [torch.randn(5, generator=generator(seed + i)).requires_grad_() for i in range(4)]
        loss, *rewards = function(*four, beta=0.3)
        grads = torch.autograd.grad(loss, four, allow_unused=True)
        assert grads[2] is None
        assert grads[3] is None
        assert not any(reward.requires_grad for reward in rewards)
        found.append([loss, *rewards, *grads[:2]])
    torch.testing.assert_close(*found)


@pytest.mark.parametrize("seed", SEEDS)
def test_sft_step(pairs, seed):
    """The same loss and the same weights after one step over micro-batches of different size."""
    found = []
    for function in pairs["sft_step"]:
        model = tiny_gpt2_lm(seed, layers=1)
        batches = []
        for number, rows in enumerate((2, 3, 1)):
            ids, mask = ragged_batch(seed + number, rows=rows, length=8)
            labels = ids.masked_fill(mask == 0, -100)
            labels[:, : 8 if number == 2 else 2] = -100  # the last one supervises nothing
            batches.append({"input_ids": ids, "attention_mask": mask, "labels": labels})
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        loss = function(model, copy.deepcopy(batches), optimizer)
        found.append([torch.tensor(loss), *(p.detach() for p in model.parameters())])
    torch.testing.assert_close(*found)


@pytest.mark.parametrize("bits", [2, 4, 8])
def test_codes(pairs, bits):
    """The same codes and scale, for zeros too."""
    given, reference = pairs["absmax_quantize"]
    for w in (torch.randn(5, 9, generator=generator(bits)), torch.zeros(3)):
        torch.testing.assert_close(given(w, bits), reference(w, bits))
