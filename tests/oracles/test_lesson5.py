"""Lesson 5's reference against the formulas written out another way, on random inputs."""

from __future__ import annotations

import copy
import random
import runpy
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.distributions import Categorical, kl_divergence
from torch.func import functional_call
from transformers.loss.loss_utils import ForCausalLMLoss

from fixtures.adapters import LoRA, PipelineConfig, inject
from fixtures.micro import ragged_batch, tiny_gpt2_lm

SOLUTIONS = Path(__file__).parents[2] / "solutions"
SEEDS = range(4)
STAGES = ("pretraining", "sft", "alignment", "lora", "quantization")


@pytest.fixture(scope="module")
def lesson():
    """Return the functions of the reference, which imports those of earlier lessons."""
    sys.path.insert(0, str(SOLUTIONS))
    try:
        functions = runpy.run_path(str(SOLUTIONS / "lesson5_pipeline" / "pipeline.py"))
        memory = runpy.run_path(str(SOLUTIONS / "lesson4_lora_quantization/lora_quantization.py"))
    finally:
        sys.path.remove(str(SOLUTIONS))
    return SimpleNamespace(**functions, training_memory=memory["training_memory"])


def sft_batch(seed: int) -> dict[str, Tensor]:
    """Return a right-padded SFT batch whose first two tokens and padding are not learned."""
    ids, mask = ragged_batch(seed, rows=3, length=8)
    labels = ids.masked_fill(mask == 0, -100)
    labels[:, :2] = -100
    return {"input_ids": ids, "attention_mask": mask, "labels": labels}


def preferences(seed: int, pairs: int = 3) -> dict[str, Tensor]:
    """Return preference pairs with a prompt of two tokens."""
    ids, _ = ragged_batch(seed, rows=2 * pairs, length=9, padding="none")
    ids[pairs:, :2] = ids[:pairs, :2]
    mask = torch.ones_like(ids)
    mask[0, 7:] = mask[-1, 5:] = 0
    completion = mask.clone()
    completion[:, :2] = 0
    return {"input_ids": ids * mask, "attention_mask": mask, "completion_mask": completion}


# ------------------------------------------------------------------ a model without LoRA layers


class Adapted:
    """A model whose adapters are matrices beside it: its weights are W + scale (B A)^T, as Conv1D.

    Nothing of `fixtures/adapters.py` computes here, only its random draw is taken over.
    """

    def __init__(self, model: torch.nn.Module, cfg: PipelineConfig, seed: int) -> None:
        twin = copy.deepcopy(model)
        inject(twin, cfg, seed=seed)
        layers = {n: m for n, m in twin.named_modules() if isinstance(m, LoRA)}
        self.model, self.scale = model, cfg.alpha / cfg.r
        self.pairs = {
            f"{name}.weight": [
                half.detach().clone().requires_grad_() for half in (layer.lora_A, layer.lora_B)
            ]
            for name, layer in layers.items()
        }

    def weights(self) -> dict[str, Tensor]:
        """Return all weights of the model, those with an adapter including it."""
        plain = {name: p.detach() for name, p in self.model.named_parameters()}
        merged = {n: plain[n] + self.scale * (b @ a).T for n, (a, b) in self.pairs.items()}
        return {**plain, **merged}

    def logits(self, batch: dict[str, Tensor]) -> Tensor:
        """Return the scores of a batch, with a graph to the adapters."""
        given = {"attention_mask": batch["attention_mask"]}
        return functional_call(self.model, self.weights(), batch["input_ids"], given).logits

    def step(self, loss: Tensor, lr: float) -> float:
        """Move the adapters down the gradient; return the loss."""
        halves = [half for pair in self.pairs.values() for half in pair]
        with torch.no_grad():
            for half, grad in zip(halves, torch.autograd.grad(loss, halves), strict=True):
                half -= lr * grad
        return loss.item()

    def merged(self) -> torch.nn.Module:
        """Return a plain model with the adapted weights."""
        model = copy.deepcopy(self.model)
        model.load_state_dict({n: w.detach() for n, w in self.weights().items()}, strict=False)
        return model


def margins(logits: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """Return the log-odds of chosen against rejected answers, by cross-entropy."""
    costs = F.cross_entropy(
        logits[:, :-1].transpose(1, 2), batch["input_ids"][:, 1:], reduction="none"
    )
    chosen, rejected = (costs * batch["completion_mask"][:, 1:]).sum(dim=1).chunk(2)
    return rejected - chosen


def dpo_loss(adapted: Adapted, batch: dict[str, Tensor], beta: float) -> Tensor:
    """Return DPO's loss as a binary cross-entropy, against the model without its adapters."""
    given = {"attention_mask": batch["attention_mask"]}
    with torch.no_grad():
        reference = margins(adapted.model(batch["input_ids"], **given).logits, batch)
    gap = beta * (margins(adapted.logits(batch), batch) - reference)
    return F.binary_cross_entropy_with_logits(gap, torch.ones_like(gap))


# ------------------------------------------------------------------ the tests


@pytest.mark.parametrize("seed", SEEDS)
def test_pipeline_equals_one_without_lora_layers(lesson, seed):
    """Losses and final weights are those of matrices beside the weights, differentiated by hand."""
    base = tiny_gpt2_lm(seed, layers=2)
    cfg = PipelineConfig(r=3, alpha=5.0, lr=0.4, beta=0.7, bits=5, targets=("c_attn", "c_fc"))
    tuning, choices = [sft_batch(seed), sft_batch(seed + 50)], [preferences(seed)] * 2
    run = lesson.run_pipeline(base, tuning, choices, cfg)

    losses = []
    first = Adapted(base, cfg, seed=0)
    for batch in tuning:
        logits = first.logits(batch)
        loss = ForCausalLMLoss(logits, batch["labels"], vocab_size=logits.shape[-1])
        losses.append(first.step(loss, cfg.lr))
    second = Adapted(first.merged(), cfg, seed=1)
    losses += [second.step(dpo_loss(second, batch, cfg.beta), cfg.lr) for batch in choices]

    assert [stage for stage, _ in run["history"]] == ["sft", "sft", "dpo", "dpo"]
    assert [loss for _, loss in run["history"]] == pytest.approx(losses, rel=1e-4)
    for name, got in run["model"].named_parameters():
        want = second.weights()[name].detach()
        if ".c_" in name and want.dim() == 2:
            step = want.abs().max() / 15
            assert (got / step - (got / step).round()).abs().max() < 1e-3, name
            assert (got - want).abs().max() < 0.501 * step, name
        else:
            assert torch.equal(got, want), name


@pytest.mark.parametrize("seed", SEEDS)
def test_dpo_step_equals_two_models(lesson, seed):
    """One network with a switch takes the step that a policy and a frozen copy take."""
    cfg, batch = PipelineConfig(r=2, alpha=3.0), preferences(seed)
    model = tiny_gpt2_lm(seed, layers=1)
    twin = Adapted(copy.deepcopy(model), cfg, seed=seed)
    inject(model, cfg, seed=seed)
    optimizer = torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=0.3)
    for _ in range(3):
        gap = 0.6 * margins(twin.logits(batch), batch)
        gap = gap - 0.6 * margins(twin.model(**_given(batch)).logits, batch)
        got = lesson.dpo_step_lora(model, batch, optimizer, 0.6)
        assert got["loss"] == pytest.approx(twin.step(dpo_loss(twin, batch, 0.6), 0.3), rel=1e-4)
        assert got["margin"] == pytest.approx(gap.mean().item(), abs=1e-5)


def _given(batch: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name: batch[name] for name in ("input_ids", "attention_mask")}


@pytest.mark.parametrize("seed", SEEDS)
def test_report_equals_the_library(lesson, seed):
    """Sizes are those that transformers counts, and drift is torch's own KL divergence."""
    base, final = tiny_gpt2_lm(seed, layers=2), tiny_gpt2_lm(seed + 1, layers=2)
    ids, mask = ragged_batch(seed)
    got = lesson.final_report(base, final, [("sft", 2.0), ("dpo", 0.7)], ids, mask)
    with torch.no_grad():
        old, new = (Categorical(logits=m(ids, attention_mask=mask).logits) for m in (base, final))
    assert got["params"] == base.num_parameters()
    assert got["bytes_fp32"] == base.get_memory_footprint(return_buffers=False)
    assert got["drift"] == pytest.approx(kl_divergence(old, new)[mask.bool()].mean().item(), 1e-4)
    assert got["changed_fraction"] == 1.0


@pytest.mark.parametrize("seed", range(50))
def test_choice_agrees_with_the_count_of_lesson_4(lesson, seed):
    """The bytes of the three methods are those that lesson 4's training_memory counts."""
    rng = random.Random(seed)
    n, a = 2 * rng.randint(500, 10**6), rng.randint(1, 400)
    needs = {
        "full": lesson.training_memory(n)["total"],
        "lora": lesson.training_memory(n + a, a)["total"],
        "qlora": lesson.training_memory(n + a, a, weight_bits=4)["total"],
    }
    for budget in (rng.randint(0, 13 * n), *map(int, needs.values())):
        fitting = [method for method, need in needs.items() if need <= budget]
        want = fitting[0] if fitting else "too_big"
        assert lesson.choose_method("style", n, a, budget) == want


@pytest.mark.parametrize("seed", range(200))
def test_names_are_decoded_to_what_they_were_made_of(lesson, seed):
    """A name that is put together from a card gives that card back."""
    rng = random.Random(seed)
    family = rng.choice(["Llama 3", "Orbit", "Chatter 2", "Unit", "Phi 3 mini"])
    factor = rng.choice([1, 1, 8, 16])
    number, unit = rng.choice([0.5, 1.5, 7, 13, 70]), rng.choice("BbMm")
    stages = {"pretraining", *rng.choice([(), ("sft",), ("sft", "alignment")])}
    words = {1: [], 2: ["SFT"], 3: [rng.choice(["Instruct", "chat", "it", "DPO", "RLHF"])]}
    parts = [*family.split(), f"{f'{factor}x' if factor > 1 else ''}{number}{unit}"]
    parts += words[len(stages)]
    if rng.random() < 0.4:
        parts.append(rng.choice(["LoRA", "adapter"]))
        stages.add("lora")
    bits, word, quantizer = rng.choice(
        [(16, "", None), (16, "GGUF", None), (4, "AWQ", "AWQ"), (8, "8-bit BNB", "BNB"),
         (5, "Q5_K_S", None), (4, "W4A16", None), (3, "int3 GPTQ", "GPTQ")]
    )  # fmt: skip
    parts += word.split()
    stages |= {"quantization"} if bits < 16 else set()
    card = lesson.decode_model_card(rng.choice([" ", "-", "/"]).join(parts))
    assert card == {
        "family": family,
        "params": round(factor * number * (1e9 if unit in "Bb" else 1e6)),
        "stages": [stage for stage in STAGES if stage in stages],
        "bits": bits,
        "quantizer": quantizer,
    }
