"""Lesson 5 probes. They run in the sandbox beside the student's code and hold no answers.

A probe builds its inputs from the generator it is handed, calls the student's function and records
what happened. It never judges. The adapters' random half is free in `run_pipeline`, so its probes
record what does not depend on it: losses before the first step or after tiny ones, weights that
must not move, and by which factor a setting changes a result, rounded to what is certain.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import ModuleType

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import GPT2LMHeadModel

from autograder.observation import Raised
from autograder.sandbox.probing import (
    Record,
    answers,
    draw,
    flags,
    modes,
    outcome,
    plain,
    scramble_flags,
    shuffled,
    uniform,
)
from autograder.sandbox.recorder import (
    as_json,
    call,
    change,
    fingerprint,
    probe,
    reseed,
    snapshot,
)
from fixtures.adapters import LoRA, PipelineConfig, inject
from fixtures.micro import STD, ragged_batch, tiny_gpt2_lm

Batch = dict[str, Tensor]


# ------------------------------------------------------------------ what is borrowed


@contextmanager
def quarter_strength(model: nn.Module) -> Iterator[None]:
    """Stand in for `adapters_disabled`: adapters at a quarter of their strength, not off."""
    layers = [module for module in model.modules() if isinstance(module, LoRA)]
    for layer in layers:
        layer.scale /= 4
    try:
        yield
    finally:
        for layer in layers:
            layer.scale *= 4


def weighted_scores(logits: Tensor, input_ids: Tensor, completion_mask: Tensor) -> Tensor:
    """Stand in for `sequence_logprobs`: an odd weighting of squashed scores, no log-probability."""
    own = torch.tanh(logits).gather(-1, input_ids.unsqueeze(-1)).squeeze(-1)  # (batch, seq)
    weights = 1 + torch.sin(1.3 * torch.arange(logits.shape[1]))
    return (own * weights * completion_mask).sum(dim=1)


def crooked_preference(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float = 0.1,
) -> tuple[Tensor, Tensor, Tensor]:
    """Stand in for `dpo_loss`: a smooth function that treats each of its arguments differently."""
    chosen = beta * (policy_chosen - 0.8 * ref_chosen)
    rejected = beta * (1.1 * policy_rejected - 0.7 * ref_rejected)
    loss = torch.sqrt(1 + (1 - chosen + 0.6 * rejected) ** 2).mean()
    return loss, chosen.detach(), rejected.detach()


def bent_sft_step(
    model: nn.Module, micro_batches: list[Batch], optimizer: torch.optim.Optimizer
) -> float:
    """Stand in for `sft_step`: one step on another smooth loss of scores and labels."""
    model.train()
    optimizer.zero_grad()
    total = torch.zeros(())
    for batch in micro_batches:
        logits = model(batch["input_ids"], attention_mask=batch["attention_mask"]).logits
        wanted = torch.cos(batch["labels"].float()).unsqueeze(-1)
        total = total + ((torch.tanh(logits[..., :9]) - wanted) ** 2).mean()
    total.backward()
    optimizer.step()
    return total.item()


def bent_dpo_step(
    model: nn.Module, batch: Batch, optimizer: torch.optim.Optimizer, beta: float = 0.1
) -> dict[str, float]:
    """Stand in for `dpo_step_lora`: raises a weighting of scores above that of the base."""
    switches = [module for module in model.modules() if isinstance(module, LoRA)]
    weights = torch.cos(torch.arange(batch["input_ids"].numel()).float())

    def score() -> Tensor:
        logits = model(batch["input_ids"], attention_mask=batch["attention_mask"]).logits
        return (torch.tanh(logits[..., 3]).reshape(-1) * weights).sum()

    before = [layer.enabled for layer in switches]
    for layer in switches:
        layer.enabled = False
    with torch.no_grad():
        start = score()
    for layer, enabled in zip(switches, before, strict=True):
        layer.enabled = enabled
    loss = F.softplus(0.4 - beta * (score() - start))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return {"loss": loss.item(), "accuracy": 0.25, "margin": 0.75}


def cut_codes(w: Tensor, bits: int = 8) -> tuple[Tensor, Tensor]:
    """Stand in for `absmax_quantize`: the same grid, rounded up from 0.63 on, as nobody does it."""
    scale = w.detach().abs().max() / (2 ** (bits - 1) - 1)
    return torch.floor(w.detach() / scale + 0.37).to(torch.int8), scale


def hidden_distance(before: nn.Module, after: nn.Module, ids: Tensor, mask: Tensor) -> float:
    """Stand in for `lm_drift`: a lopsided distance of hidden states at the real positions."""
    was_training = before.training, after.training
    with torch.no_grad():
        old, new = (m.eval()(ids, attention_mask=mask).last_hidden_state for m in (before, after))
    before.train(was_training[0])
    after.train(was_training[1])
    return ((old - 0.5 * new) ** 2).mean(dim=-1)[mask.bool()].mean().item()


STAND_INS: dict[str, Callable] = {
    "adapters_disabled": quarter_strength,
    "sequence_logprobs": weighted_scores,
    "dpo_loss": crooked_preference,
    "sft_step": bent_sft_step,
    "dpo_step_lora": bent_dpo_step,
    "absmax_quantize": cut_codes,
    "lm_drift": hidden_distance,
}


# ------------------------------------------------------------------ what is provided

# A hand-in of this lesson alone may call one function of an earlier lesson and write another out,
# which no stand-in would understand. So it gets those that several tasks call as they should be; the
# course hands them out with this lesson (`finegrade build --provide`).


def completion_logprobs(logits: Tensor, input_ids: Tensor, completion_mask: Tensor) -> Tensor:
    """Add up the log-probabilities of the marked tokens of each row."""
    spread = logits.float().log_softmax(dim=-1)[:, :-1]
    own = spread.gather(2, input_ids[:, 1:, None])[..., 0]  # (batch, seq - 1)
    return own.masked_fill(completion_mask[:, 1:] == 0, 0.0).sum(dim=-1)


def preference_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float = 0.1,
) -> tuple[Tensor, Tensor, Tensor]:
    """Return the DPO loss and both rewards (Rafailov et al. 2023, equation 7)."""
    won, lost = policy_chosen - ref_chosen.detach(), policy_rejected - ref_rejected.detach()
    return F.softplus(beta * (lost - won)).mean(), beta * won.detach(), beta * lost.detach()


def token_mean_step(
    model: nn.Module, micro_batches: list[Batch], optimizer: torch.optim.Optimizer
) -> float:
    """Take one step on the mean over all supervised tokens; return that mean from before it."""
    model.train()
    optimizer.zero_grad()
    total, tokens = torch.zeros(()), 0
    for batch in micro_batches:
        scores = model(batch["input_ids"], attention_mask=batch["attention_mask"]).logits.float()
        wanted = batch["labels"][:, 1:].reshape(-1)
        losses = F.cross_entropy(scores[:, :-1].flatten(0, 1), wanted, reduction="none")
        total, tokens = total + losses.sum(), tokens + int((wanted >= 0).sum())
    mean = total / max(tokens, 1)
    mean.backward()
    optimizer.step()
    return mean.item()


def nearest_codes(w: Tensor, bits: int = 8) -> tuple[Tensor, Tensor]:
    """Round to the symmetric grid whose last step is the largest magnitude."""
    numbers = w.detach().float()
    step = numbers.abs().amax() / (2 ** (bits - 1) - 1)
    step = torch.where(step > 0, step, torch.ones_like(step))
    return (numbers / step).round().to(torch.int8), step


PROVIDED: dict[str, Callable] = {
    "sequence_logprobs": completion_logprobs,
    "dpo_loss": preference_loss,
    "sft_step": token_mean_step,
    "absmax_quantize": nearest_codes,
}


# ------------------------------------------------------------------ 5.1 decode_model_card

FAMILIES = (
    "Llama 3",
    "Orbit",
    "Qwen2.5",
    "Mistral",
    "Chatter 2",
    "Kitten",
    "Falcon 40",
    "Phi 3 mini",
)
SIZES = ("7B", "70B", "1.5b", "0.5B", "135M", "13b", "2.5B", "410m", "3B", "8B", "27b")
INEXACT = ("8.2B", "4.1B", "16.4B", "33.3B")  # a float's product with 1e9 may be a little less
MIXTURES = ("8x7B", "8x22b", "16x1.5B", "4x410M", "64x3B")
ALIGNED = ("Instruct", "chat", "it", "DPO", "rlhf", "Chat", "INSTRUCT")


@probe("5.1")
def card_size(student: ModuleType, rng: torch.Generator) -> Record:
    """Decode names that hold a family and a size, in billions and millions, in both cases.

    Some sizes are drawn digit by digit: those of a list could be brought along.
    """
    sizes = [*shuffled(SIZES, rng)[:4], *INEXACT]
    sizes += [f"{draw(rng, 101, 999)}M", f"{draw(rng, 11, 99)}m", f"{draw(rng, 101, 999)}B"]
    names = [f"{_pick(FAMILIES[1:2] + FAMILIES[3:4], rng)} {size}" for size in sizes]
    return _cards(student, [*names, "Orbit 8B draft 70B"], rng, "params")


@probe("5.1")
def card_family(student: ModuleType, rng: torch.Generator) -> Record:
    """Decode names whose family holds numbers and words that look like stages."""
    names = [f"{family} {_pick(SIZES, rng)}" for family in shuffled(FAMILIES, rng)[:5]]
    return _cards(student, [*names, f"Llama 3 {_pick(SIZES, rng)}"], rng, "family", "params")


@probe("5.1")
def card_separators(student: ModuleType, rng: torch.Generator) -> Record:
    """Decode names whose tokens stand between other signs than spaces."""
    names = [
        f"Org/Llama-3-{_pick(SIZES, rng)}-v0.2",
        f"phi_3_{_pick(SIZES, rng)}_{_pick(ALIGNED, rng)}",
        f"Kitten-{_pick(SIZES, rng)} {_pick(ALIGNED, rng)}",
        f"Kitten 4bit {_pick(SIZES, rng)}",
    ]
    return _cards(student, names, rng, "family", "params", "stages", "bits")


@probe("5.1")
def card_mixture(student: ModuleType, rng: torch.Generator) -> Record:
    """Decode names of mixtures of experts."""
    sizes = [*shuffled(MIXTURES, rng)[:3], f"{draw(rng, 3, 99)}x{draw(rng, 11, 99)}M"]
    names = [f"Mixtral {size}" for size in sizes]
    return _cards(student, [*names, "Mixtral 8X7B", f"Mistral {_pick(SIZES, rng)}"], rng, "params")


@probe("5.1")
def card_base(student: ModuleType, rng: torch.Generator) -> Record:
    """Decode names of base models, some of whose families sound like a stage."""
    families = ["Orbit", "Chatter 2", "Instructor", "Unit", "Loralei", _pick(FAMILIES, rng)]
    names = [f"{family} {_pick(SIZES, rng)}" for family in families]
    return _cards(student, names, rng, "stages", "bits", "quantizer")


@probe("5.1")
def card_aligned(student: ModuleType, rng: torch.Generator) -> Record:
    """Decode names that say instruct, chat or it, in both cases."""
    words = ["Instruct", "chat", "it", _pick(("INSTRUCT", "Chat", "IT"), rng)]
    names = [f"Llama 3 {_pick(SIZES, rng)} {word}" for word in words]
    return _cards(student, [*names, f"Kitten-chat-{_pick(SIZES, rng)}"], rng, "stages")


@probe("5.1")
def card_named_stages(student: ModuleType, rng: torch.Generator) -> Record:
    """Decode names that say SFT, DPO or RLHF."""
    words = ["SFT", "DPO", "RLHF", "SFT DPO", _pick(("sft", "dpo", "rlhf"), rng)]
    names = [f"Kitten {_pick(SIZES, rng)} {word}" for word in words]
    return _cards(student, names, rng, "stages")


@probe("5.1")
def card_adapters(student: ModuleType, rng: torch.Generator) -> Record:
    """Decode names of models that were adapted with LoRA."""
    endings = ("LoRA", "adapter", "lora", "Instruct LoRA", "SFT adapter")
    names = [f"Orbit {_pick(SIZES, rng)} {ending}" for ending in endings]
    return _cards(student, names, rng, "stages", "bits")


@probe("5.1")
def card_qlora(student: ModuleType, rng: torch.Generator) -> Record:
    """Decode names that say QLoRA, which means adapters on 4 bits."""
    names = [f"Orbit {_pick(SIZES, rng)} {word}" for word in ("QLoRA", "Chat qlora", "QLoRA 8-bit")]
    return _cards(student, names, rng, "stages", "bits", "quantizer")


@probe("5.1")
def card_bits(student: ModuleType, rng: torch.Generator) -> Record:
    """Decode names that say how many bits."""
    number = _pick((2, 3, 5, 6), rng)
    words = ["4-bit", f"{number}bit", "int8", "INT4", "8-bit", "16-bit", "4-BIT"]
    names = [f"Llama 3 {_pick(SIZES, rng)} {word}" for word in words]
    return _cards(student, [*names, f"Orbit 4-bit {_pick(SIZES, rng)}"], rng, "bits", "stages")


@probe("5.1")
def card_codes(student: ModuleType, rng: torch.Generator) -> Record:
    """Decode names that say how many bits in the codes of file formats."""
    number = _pick((2, 3, 5, 6), rng)
    words = ["Q4_K_M", "Q8_0", f"Q{number}_K_S", "W4A16", "W8A8", "q4_0", "w4a16"]
    names = [f"Kitten-{_pick(SIZES, rng)}-{word}" for word in words]
    names.append(f"Kitten_{_pick(SIZES, rng)}_Q4_K_M")
    return _cards(student, names, rng, "bits", "stages", "family")


@probe("5.1")
def card_quantizers(student: ModuleType, rng: torch.Generator) -> Record:
    """Decode names that name a quantizer and no number."""
    words = ("GPTQ", "AWQ", "NF4", "BNB", _pick(("gptq", "awq", "nf4", "bnb"), rng))
    names = [f"Llama-3-{_pick(SIZES, rng)}-{_pick(ALIGNED, rng)}-{word}" for word in words]
    return _cards(student, names, rng, "bits", "quantizer", "stages")


@probe("5.1")
def card_quantizer_and_bits(student: ModuleType, rng: torch.Generator) -> Record:
    """Decode names that name a quantizer and a number of bits."""
    numbers = shuffled((2, 3, 8), rng)
    pairs = zip(("GPTQ", "BNB", "AWQ"), numbers, strict=True)
    names = [f"Orbit {_pick(SIZES, rng)} {number}-bit {word}" for word, number in pairs]
    names += [f"Orbit {_pick(SIZES, rng)} GPTQ {word}" for word in ("int8", "W8A16", "Q8_0")]
    return _cards(student, names, rng, "bits", "quantizer")


@probe("5.1")
def card_gguf(student: ModuleType, rng: torch.Generator) -> Record:
    """Decode names of GGUF files, with and without a number of bits."""
    names = [
        f"Llama-3-{_pick(SIZES, rng)}-GGUF",
        f"Kitten {_pick(SIZES, rng)} it GGUF",
        f"Mistral-{_pick(SIZES, rng)}-Q{_pick((4, 5), rng)}_K_M-GGUF",
    ]
    return _cards(student, names, rng, "bits", "stages", "quantizer")


@probe("5.1")
def card_no_size(student: ModuleType, rng: torch.Generator) -> Record:
    """Decode names with and without a size, in random order."""
    without = ["Llama 3 Instruct", "Kitten-4-bit-GPTQ", "Orbit v2 chat", "Falcon 40", "B M"]
    without.append("Orbit 4bit chat")
    names = [*without, *(f"Orbit {_pick(SIZES, rng)}" for _ in range(2))]
    return {
        f"name {number}": outcome(call(student.decode_model_card, name))
        for number, name in enumerate(shuffled(names, rng), start=1)
    }


@probe("5.1")
def card_whole(student: ModuleType, rng: torch.Generator) -> Record:
    """Decode names that say everything at once."""
    names = [
        f"Llama 3 {_pick(SIZES, rng)} Instruct 4-bit GPTQ",
        f"org/Orbit-2-{_pick(SIZES, rng)}-chat-LoRA-{_pick((3, 8), rng)}bit",
        f"Mixtral-{_pick(MIXTURES, rng)}-Instruct-v0.1-AWQ",
    ]
    return _cards(student, names, rng, "family", "params", "stages", "bits", "quantizer")


def _cards(student: ModuleType, names: list[str], rng: torch.Generator, *fields: str) -> Record:
    """Record some fields of the card of each name, in random order."""
    record: Record = {}
    for number, name in enumerate(shuffled(names, rng), start=1):
        card = call(student.decode_model_card, name)
        record["_returned"] = type(card).__name__
        for field in fields:
            record[f"{field} of name {number}"] = _field(card, field)
    return record


def _field(card: object, field: str) -> object:
    """Return one field of a card: a list as JSON text, a family's tokens joined by spaces."""
    value = card if isinstance(card, Raised) else call(lambda: card[field])
    if field == "family" and isinstance(value, str):
        return " ".join(value.replace("-", " ").replace("/", " ").replace("_", " ").split())
    return plain(field, value)


# ------------------------------------------------------------------ 5.2 adapters_disabled


@probe("5.2")
def disabled_inside(student: ModuleType, rng: torch.Generator) -> Record:
    """Compute before, inside and after a block."""
    model, logits = _adapted(rng)
    return {"logits before": logits(), **_block(student, model, logits)}


@probe("5.2")
def disabled_partly(student: ModuleType, rng: torch.Generator) -> Record:
    """Switch off a model of which some adapters are off already."""
    model, logits = _adapted(rng)
    _scramble_switches(model, rng)
    return {"logits before": logits(), **_block(student, model, logits),
            "switches after": _switches(model)}  # fmt: skip


@probe("5.2")
def disabled_twice(student: ModuleType, rng: torch.Generator) -> Record:
    """Use two blocks, one after the other, and turn one adapter off in between."""
    model, logits = _adapted(rng)
    first = _block(student, model, logits)
    _scramble_switches(model, rng)
    second = _block(student, model, logits)
    return {**{f"{key}, first block": value for key, value in first.items()},
            **{f"{key}, second block": value for key, value in second.items()}}  # fmt: skip


@probe("5.2")
def disabled_exception(student: ModuleType, rng: torch.Generator) -> Record:
    """Leave blocks with and without an exception, in random order."""
    record: Record = {}
    for number, raises in enumerate(shuffled([True, False], rng), start=1):
        model, logits = _adapted(rng)
        _scramble_switches(model, rng)

        def block(model: nn.Module = model, raises: bool = raises) -> None:
            with student.adapters_disabled(model):
                if raises:
                    raise KeyError("a mistake inside the block")

        record[f"block {number}"] = outcome(call(block))
        record[f"logits after block {number}"] = logits()
        record[f"switches after block {number}"] = _switches(model)
    return record


@probe("5.2")
def disabled_nested(student: ModuleType, rng: torch.Generator) -> Record:
    """Use a block within a block."""
    model, logits = _adapted(rng)
    _scramble_switches(model, rng)
    record: Record = {}

    def blocks() -> None:
        with student.adapters_disabled(model):
            with student.adapters_disabled(model):
                record["logits in the inner block"] = logits()
            record["logits after the inner block"] = logits()

    ended = call(blocks)
    return {
        "logits in the inner block": ended,
        "logits after the inner block": ended,
        **record,
        "logits after both blocks": logits(),
        "switches after both blocks": _switches(model),
    }


@probe("5.2")
def disabled_one_of_two(student: ModuleType, rng: torch.Generator) -> Record:
    """Switch off one model, and look at another one."""
    (model, logits), (_, other) = _adapted(rng), _adapted(rng)
    record = _block(student, model, lambda: torch.cat([logits().flatten(), other().flatten()]))
    return {f"{key} of both models": value for key, value in record.items()}


@probe("5.2")
def disabled_part(student: ModuleType, rng: torch.Generator) -> Record:
    """Switch off one block of a model, and a layer that stands alone."""
    model, logits = _adapted(rng)
    part = _pick(list(model.transformer.h), rng)
    record = _block(student, part, logits)
    layer = LoRA(nn.Linear(7, 5), 2, 6.0, rng)
    with torch.no_grad():
        for _, parameter in sorted(layer.named_parameters()):
            parameter.copy_(torch.randn(parameter.shape, generator=rng))
    x = torch.randn(4, 7, generator=rng)
    alone = _block(student, layer, lambda: layer(x).detach())
    return {**record, **{f"{key}, layer alone": value for key, value in alone.items()}}


@probe("5.2")
def disabled_nothing(student: ModuleType, rng: torch.Generator) -> Record:
    """Use a block on a model without adapters."""
    model = tiny_gpt2_lm(rng, layers=1, std=STD)
    ids, _ = _texts(rng, "none", rows=2)
    made = call(student.adapters_disabled, model)
    record = _block(student, model, lambda: model(ids).logits.detach())
    return {**record, "_made": type(made).__name__}


@probe("5.2")
def disabled_quietly(student: ModuleType, rng: torch.Generator) -> Record:
    """Watch numbers, modes and flags inside and after a block."""
    model, _ = _adapted(rng)
    for module in model.modules():
        module.training = bool(draw(rng, 0, 1))
    for parameter in model.parameters():
        parameter.requires_grad_(bool(draw(rng, 0, 1)))
    weights, modules = dict(model.named_parameters()), list(model.modules())
    versions = {name: parameter._version for name, parameter in weights.items()}

    def look() -> Record:
        return {
            "weights": fingerprint(weights),
            "tensors written to": sum(p._version != versions[n] for n, p in weights.items()),
            "modes": torch.tensor([int(module.training) for module in modules]),
            "flags": torch.tensor([int(p.requires_grad) for p in weights.values()]),
        }

    record: Record = {}

    def block() -> None:
        with student.adapters_disabled(model):
            record.update({f"{key} inside": value for key, value in look().items()})

    record["block"] = outcome(call(block))
    return {**record, **{f"{key} after": value for key, value in look().items()}}


@probe("5.2")
def disabled_between(student: ModuleType, rng: torch.Generator) -> Record:
    """Compute gradients in a block: of what was computed before it, and of something else in it."""
    model, _ = _adapted(rng)
    ids, _ = _texts(rng, "none", rows=2)
    weights = {name: p for name, p in sorted(model.named_parameters()) if p.requires_grad}
    logits = model(ids).logits
    loss = (torch.randn(logits.shape, generator=rng) * logits).mean()

    def gradients() -> Tensor:
        with student.adapters_disabled(model):
            found = torch.autograd.grad(loss, list(weights.values()))
        return fingerprint(dict(zip(weights, found, strict=True)))

    weight, x = torch.randn(3, 4, generator=rng).requires_grad_(), torch.randn(4, generator=rng)

    def elsewhere() -> Tensor:
        with student.adapters_disabled(model):
            found = torch.autograd.grad(torch.tanh(weight @ x).sum(), weight)
        return fingerprint({"weight": found[0]})

    return {"gradients inside": call(gradients), "another's gradient inside": call(elsewhere)}


def _block(student: ModuleType, model: nn.Module, logits: Callable[[], Tensor]) -> Record:
    """Compute inside and after a block."""

    def inside() -> Tensor:
        with student.adapters_disabled(model):
            return logits()

    return {"logits inside": call(inside), "logits after": call(logits)}


def _adapted(rng: torch.Generator) -> tuple[GPT2LMHeadModel, Callable[[], Tensor]]:
    """Return a model with loud adapters, and a function that computes its scores on some texts."""
    targets = _pick((("c_attn", "c_proj"), ("c_fc",), ("c_attn", "c_fc")), rng)
    model = tiny_gpt2_lm(rng, layers=2, std=STD)
    _add_adapters(model, PipelineConfig(targets=targets), rng)
    ids, _ = _texts(rng, "none", rows=2)
    return model, lambda: model(ids).logits.detach()


def _add_adapters(model: nn.Module, cfg: PipelineConfig, rng: torch.Generator) -> None:
    """Put in adapters that compute something."""
    inject(model, cfg, seed=draw(rng, 0, 1 << 30))
    with torch.no_grad():
        for layer in _loras(model):
            layer.lora_B.copy_(0.3 * torch.randn(layer.lora_B.shape, generator=rng))


def _loras(model: nn.Module) -> list[LoRA]:
    return [module for module in model.modules() if isinstance(module, LoRA)]


def _scramble_switches(model: nn.Module, rng: torch.Generator) -> None:
    """Switch a random part of the adapters off, at least one, and the others on, at least one."""
    layers = _loras(model)
    on = draw(rng, 1, len(layers) - 1)
    for place, layer in enumerate(shuffled(layers, rng)):
        layer.enabled = place < on


def _switches(model: nn.Module) -> Tensor:
    return torch.tensor([int(bool(layer.enabled)) for layer in _loras(model)])


# ------------------------------------------------------------------ 5.3 dpo_step_lora


@probe("5.3")
def step_fresh(student: ModuleType, rng: torch.Generator) -> Record:
    """Take a step with adapters that have just been put in."""
    return _dpo(student, _policy(rng, fresh=True), [_pairs(rng)], rng, fields=("loss",))


@probe("5.3")
def step_trained(student: ModuleType, rng: torch.Generator) -> Record:
    """Take a step with adapters that compute something."""
    return _dpo(student, _policy(rng), [_pairs(rng)], rng, beta=uniform(rng, 0.3, 0.6))


@probe("5.3")
def step_default_beta(student: ModuleType, rng: torch.Generator) -> Record:
    """Take a step without saying beta, and one with a large beta."""
    record = _dpo(student, _policy(rng), [_pairs(rng)], rng)
    large = _dpo(student, _policy(rng), [_pairs(rng)], rng, beta=uniform(rng, 1.5, 2.0))
    return {**{f"{key}, default": value for key, value in record.items()},
            **{f"{key}, large beta": value for key, value in large.items()}}  # fmt: skip


@probe("5.3")
def step_twice(student: ModuleType, rng: torch.Generator) -> Record:
    """Take two steps on two batches of different size."""
    return _dpo(student, _policy(rng), [_pairs(rng), _pairs(rng, pairs=2)], rng, beta=0.5)


@probe("5.3")
def step_dirty(student: ModuleType, rng: torch.Generator) -> Record:
    """Take a step while old gradients are still there."""
    model = _policy(rng)
    for _, parameter in sorted(model.named_parameters()):
        if parameter.requires_grad:
            parameter.grad = torch.randn(parameter.shape, generator=rng)
    return _dpo(student, model, [_pairs(rng)], rng, beta=0.5)


@probe("5.3")
def step_one_pair(student: ModuleType, rng: torch.Generator) -> Record:
    """Take a step on a single pair."""
    return _dpo(student, _policy(rng), [_pairs(rng, pairs=1)], rng, beta=0.5)


@probe("5.3")
def step_dropout(student: ModuleType, rng: torch.Generator) -> Record:
    """Take a step with a model that has dropout and comes in train mode."""
    model = _policy(rng, dropout=0.3).train()
    reseed(draw(rng, 0, 1 << 30))
    return _dpo(student, model, [_pairs(rng)], rng, beta=0.5)


@probe("5.3")
def step_modes(student: ModuleType, rng: torch.Generator) -> Record:
    """Take steps with models that come in train and in eval mode, in random order."""
    record: Record = {}
    for number, training in enumerate(shuffled([True, False], rng), start=1):
        model = _policy(rng).train(training)
        record[f"call {number}"] = outcome(_one_step(student, model, _pairs(rng, pairs=1)))
        record[f"modes after call {number}"] = modes(model)
    return record


@probe("5.3")
def step_partly_off(student: ModuleType, rng: torch.Generator) -> Record:
    """Take a step with a model of which some adapters are off."""
    model = _policy(rng)
    _scramble_switches(model, rng)
    record = _dpo(student, model, [_pairs(rng)], rng, beta=0.5)
    return {**record, "switches after": _switches(model)}


@probe("5.3")
def step_quietly(student: ModuleType, rng: torch.Generator) -> Record:
    """Watch the batch, the base's weights, the switches and the flags during a step."""
    model, batch = _policy(rng), _pairs(rng)
    frozen = {n: p for n, p in model.named_parameters() if not p.requires_grad}
    names = list(batch)
    returned = _one_step(student, model, batch)
    prints = {
        "call": outcome(returned),
        "_returned": type(returned).__name__,
        "base afterwards": fingerprint(frozen),
        "batch afterwards": fingerprint({name: batch.get(name) for name in names}),
        "keys of the batch": as_json(sorted(batch)),
        "gradients of the base": sum(p.grad is not None for p in frozen.values()),
        "switches": _switches(model),
        "flags": flags(model),
    }
    return {**prints, "change by a later step": _step_on_all(model, batch)}


def _step_on_all(model: nn.Module, batch: Batch) -> Tensor:
    """Return how a step on some loss moves a model of which all that is trainable is trained."""
    model.eval().zero_grad()
    before = snapshot(dict(model.named_parameters()))
    logits = model(batch["input_ids"]).logits
    (torch.cos(torch.arange(logits.numel())).view_as(logits) * logits).mean().backward()
    torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=1.0).step()
    return change(before, dict(model.named_parameters()))


def _one_step(student: ModuleType, model: nn.Module, batch: Batch) -> object:
    optimizer = torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=0.1)
    return call(student.dpo_step_lora, model, batch, optimizer, 0.5)


def _dpo(
    student: ModuleType,
    model: nn.Module,
    batches: list[Batch],
    rng: torch.Generator,
    *,
    beta: float | None = None,
    fields: tuple[str, ...] = ("loss", "accuracy", "margin"),
) -> Record:
    """Record what each step returns and what moved, with a plain SGD: linear in the gradient."""
    adapters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.SGD(adapters, lr=uniform(rng, 0.2, 0.4))
    before = snapshot(dict(model.named_parameters()))
    record: Record = {}
    for number, batch in enumerate(batches, start=1):
        given = (model, batch, optimizer) if beta is None else (model, batch, optimizer, beta)
        result = call(student.dpo_step_lora, *given)
        for field in fields:
            value = result if isinstance(result, Raised) else call(lambda r=result, f=field: r[f])
            record[f"{field}, step {number}"] = value
    return {**record, "change of the model": change(before, dict(model.named_parameters()))}


def _policy(rng: torch.Generator, *, fresh: bool = False, dropout: float = 0.0) -> GPT2LMHeadModel:
    """Return a language model with adapters, in eval mode."""
    model = tiny_gpt2_lm(rng, layers=1, dropout=dropout, std=0.25)
    targets = ("c_attn", "c_fc")
    cfg = PipelineConfig(r=draw(rng, 2, 3), alpha=uniform(rng, 4, 6), targets=targets)
    if fresh:
        inject(model, cfg, seed=draw(rng, 0, 1 << 30))
    else:
        _add_adapters(model, cfg, rng)
    return model.eval()


def _pairs(rng: torch.Generator, pairs: int = 5) -> Batch:
    """Return chosen answers above, rejected ones below; each pair shares a prompt."""
    length, prompt = draw(rng, 9, 11), draw(rng, 2, 3)
    ids, _ = _texts(rng, "none", rows=2 * pairs, length=length)
    ids[pairs:, :prompt] = ids[:pairs, :prompt]
    ends = torch.randint(prompt + 2, length + 1, (2 * pairs, 1), generator=rng)
    mask = (torch.arange(length) < ends).long()
    completion = mask.clone()
    completion[:, :prompt] = 0
    return {"input_ids": ids * mask, "attention_mask": mask, "completion_mask": completion}


# ------------------------------------------------------------------ 5.4 choose_method

TRAINED = ("instruct", "align", "style")


@probe("5.4")
def choose_without_training(student: ModuleType, rng: torch.Generator) -> Record:
    """Ask for completion and for classification, each with budgets from none to plenty."""
    record: Record = {}
    questions = itertools.product(("complete", "classify"), (0, 1, 3, 13))
    for number, (task, share) in enumerate(shuffled(list(questions), rng), start=1):
        n, a = _model_size(rng)
        answer = call(student.choose_method, task, n, a, share * n)
        record[f"answer {number}"] = plain("answer", answer)
    return record


@probe("5.4")
def choose_by_budget(student: ModuleType, rng: torch.Generator) -> Record:
    """Ask for every task that trains, with budgets well inside every range."""
    shares = (20, uniform(rng, 12.3, 13), uniform(rng, 6, 9), uniform(rng, 0.9, 1.2), 0.3)
    questions = [(task, share) for task in TRAINED for share in shares]
    record: Record = {}
    for number, (task, share) in enumerate(shuffled(questions, rng), start=1):
        n, a = _model_size(rng)
        answer = call(student.choose_method, task, n, a, int(share * n))
        record[f"answer {number}"] = plain("answer", answer)
    return record


@probe("5.4")
def choose_exact(student: ModuleType, rng: torch.Generator) -> Record:
    """Ask with budgets that fit exactly."""
    return _at_the_limits(student, rng, short=0)


@probe("5.4")
def choose_one_byte_less(student: ModuleType, rng: torch.Generator) -> Record:
    """Ask with budgets that are a little too small."""
    return {
        f"{key}, {words}": value
        for words, short in (("one byte less", 1), ("a byte per adapter less", None))
        for key, value in _at_the_limits(student, rng, short=short).items()
    }


@probe("5.4")
def choose_large_adapters(student: ModuleType, rng: torch.Generator) -> Record:
    """Ask about adapters that are large beside the model, with budgets too small for full training."""
    record: Record = {}
    a = draw(rng, 300, 500)
    n = 10 * a  # far apart: half a byte and 2 bytes a parameter, with 0, 2 and 12 an adapter's
    limits = [n / 2, n / 2 + 2 * a, n / 2 + 12 * a, 2 * n, 2 * n + 2 * a, 2 * n + 12 * a]
    budgets = [*((low + high) / 2 for low, high in itertools.pairwise(limits)), 0]
    for number, budget in enumerate(shuffled(budgets, rng), start=1):
        task = _pick(TRAINED, rng)
        answer = call(student.choose_method, task, n, a, int(budget))
        record[f"answer {number}"] = plain("answer", answer)
    return record


@probe("5.4")
def choose_unknown(student: ModuleType, rng: torch.Generator) -> Record:
    """Ask for known and unknown tasks, in random order."""
    unknown = ["summarise", "", "Classify", "alignment", "sft"]
    tasks = [*shuffled(unknown, rng)[:3], "complete", "classify", *shuffled(TRAINED, rng)[:2]]
    record: Record = {}
    for number, task in enumerate(shuffled(tasks, rng), start=1):
        n, a = _model_size(rng)
        budget = _pick((n, 20 * n), rng)
        record[f"task {number}"] = outcome(call(student.choose_method, task, n, a, budget))
    return record


def _at_the_limits(student: ModuleType, rng: torch.Generator, *, short: int | None) -> Record:
    """Ask at the limit of each method, `short` bytes below it (None: one per adapter number)."""
    record: Record = {}
    needs = [lambda n, a: 12 * n, lambda n, a: 2 * n + 12 * a, lambda n, a: n // 2 + 12 * a]
    for number, need in enumerate(shuffled(needs * 2, rng), start=1):
        n, a = _model_size(rng)
        budget = need(n, a) - (a if short is None else short)
        answer = call(student.choose_method, _pick(TRAINED, rng), n, a, budget)
        record[f"answer {number}"] = plain("answer", answer)
    return record


def _model_size(rng: torch.Generator) -> tuple[int, int]:
    """Return an even number of parameters, and one of adapter parameters well below it."""
    n = 2 * draw(rng, 50, 5000) * 10 ** draw(rng, 3, 7)
    return n, n // draw(rng, 150, 400)


# ------------------------------------------------------------------ 5.5 run_pipeline


@probe("5.5")
def pipeline_small_steps(student: ModuleType, rng: torch.Generator) -> Record:
    """Run on several batches of each kind with steps so small that the model stays where it is."""
    base, cfg = _base(rng), _settings(rng, lr=1e-7)
    result = call(student.run_pipeline, base, _sft(rng, 3), _preferences(rng, 2), cfg)
    return _history(result)


@probe("5.5")
def pipeline_one_stage(student: ModuleType, rng: torch.Generator) -> Record:
    """Run with batches of one kind only, each in turn, with steps that are not small."""
    base, cfg = _base(rng), _settings(rng, lr=0.5)
    tuned = call(student.run_pipeline, base, _sft(rng, 1), [], cfg)
    aligned = call(student.run_pipeline, base, [], _preferences(rng, 1), cfg)
    return {**_history(tuned, "no preferences", kinds=("sft",)),
            **_history(aligned, "no SFT", kinds=("dpo",))}  # fmt: skip


@probe("5.5")
def pipeline_large_steps(student: ModuleType, rng: torch.Generator) -> Record:
    """Run with large steps, twice on each batch, and look at how each stage begins."""
    base, cfg = _base(rng), _settings(rng, lr=1.0, beta=2.0)
    sft, preferences = _sft(rng, 1) * 2, _preferences(rng, 1) * 2
    result = call(student.run_pipeline, base, sft, preferences, cfg)
    firsts = {f"first {kind} loss": _at(_losses(result, kind), 0) for kind in ("sft", "dpo")}
    return {"stages": _history(result)["stages"], **firsts}


@probe("5.5")
def pipeline_merges_sft(student: ModuleType, rng: torch.Generator) -> Record:
    """Run one SFT step and a preference step that moves nothing; see what is left of the first.

    The second run starts from the model that the first one shipped, and its first loss says how
    good that is. A third run says how good it was while its adapters were still in place.
    """
    base, sft = _base(rng), _sft(rng, 1)
    cfg = _settings(rng, r=3, alpha=9.0, lr=0.15, beta=1e-6)
    cfg = call(_roughly_tuned, student, base, "sft", sft * 2, cfg, _MERGED_FALL["sft"])
    if isinstance(cfg, Raised):
        return {"share of what SFT learned that ships, in quarters": cfg}
    shipped = call(student.run_pipeline, base, sft, _preferences(rng, 1), cfg)
    if isinstance(shipped, Raised):
        return {"share of what SFT learned that ships, in quarters": shipped}
    after = call(lambda: student.run_pipeline(shipped["model"], sft, [], cfg))
    before = call(student.run_pipeline, base, sft * 2, [], cfg)
    share = call(lambda: _share(_losses(before, "sft"), _losses(after, "sft")))
    return {"share of what SFT learned that ships, in quarters": share}


@probe("5.5")
def pipeline_merges_dpo(student: ModuleType, rng: torch.Generator) -> Record:
    """Run preference steps on a square matrix; see how much of what they did to the scores ships."""
    base, preferences = _still_base(rng, c_fc=False), _preferences(rng, 1)
    cfg = replace(_still_settings(rng, "dpo", c_fc=False), beta=1.0)
    cfg = call(_roughly_tuned, student, base, "dpo", preferences * 2, cfg, _MERGED_FALL["dpo"])
    if isinstance(cfg, Raised):
        return {"share of what DPO learned that ships, in quarters": cfg}
    twice = call(student.run_pipeline, base, [], preferences * 2, cfg)
    shipped = call(student.run_pipeline, base, [], preferences, cfg)
    if isinstance(shipped, Raised):
        return {"share of what DPO learned that ships, in quarters": shipped}

    def share() -> int:
        margin = _margin(shipped["model"], preferences[0]) - _margin(base, preferences[0])
        return _share(_losses(twice, "dpo"), F.softplus(-margin).mean(dim=0, keepdim=True))

    return {
        "share of what DPO learned that ships, in quarters": call(share),
        "something of it ships": call(
            lambda: bool(_matrix(_still_layer(shipped["model"], c_fc=False)).any())
        ),
    }


@probe("5.5")
def pipeline_learns_sft(student: ModuleType, rng: torch.Generator) -> Record:
    """Run SFT steps whose size is set by what they do, not by what the adapters drew."""
    by = {"lr": uniform(rng, 1.6, 1.9), "alpha": uniform(rng, 1.3, 1.5)}
    return _learned(student, rng, "sft", _sft(rng, 2), c_fc=True, **by)


@probe("5.5")
def pipeline_learns_dpo(student: ModuleType, rng: torch.Generator) -> Record:
    """Run preference steps whose size is set by what they do, in a layer with a square matrix."""
    by = {"lr": uniform(rng, 1.6, 1.9), "beta": uniform(rng, 1.3, 1.5)}
    return _learned(student, rng, "dpo", _preferences(rng, 2), c_fc=False, **by)


@probe("5.5")
def pipeline_known_adapters(student: ModuleType, rng: torch.Generator) -> Record:
    """Run three steps of each kind with known adapters, if the hand-in calls `inject` for them.

    The losses are then those of the reference to the last digits. Whoever draws another random half
    is right, too; there is nothing to compare in that case, and the record says so.
    """
    base, sft, preferences = tiny_gpt2_lm(rng, layers=2), _sft(rng, 3), _preferences(rng, 3)
    cfg = _settings(rng, r=3, lr=0.05, beta=1.0, targets=("c_attn", "c_proj"))
    drawn, kept = draw(rng, 2, 1 << 30), []

    def note(layer: LoRA, _inputs: tuple) -> None:
        if not layer.lora_B.any():  # the first time that it computes
            kept.append(torch.equal(layer.lora_A, layer.known))

    def put_in(model: nn.Module, cfg: PipelineConfig, *, seed: int) -> int:
        number = inject(model, cfg, seed=drawn)
        for layer in _loras(model):
            if not hasattr(layer, "known"):
                layer.known = layer.lora_A.detach().clone()
                layer.register_forward_pre_hook(note)
        return number

    with _in_place_of(student, "inject", put_in):
        result = call(student.run_pipeline, base, sft, preferences, cfg)
    keys = {kind: f"{kind} losses with known adapters" for kind in ("sft", "dpo")}
    if not isinstance(result, Raised) and not (kept and all(kept)):
        return dict.fromkeys(keys.values(), "own adapters")
    return {key: _losses(result, kind) for kind, key in keys.items()}


@contextmanager
def _in_place_of(module: ModuleType, name: str, function: Callable) -> Iterator[None]:
    """Put a function in the place of one that a module has imported, if it has, for a while."""
    before = vars(module).get(name)
    if before is not None:
        setattr(module, name, function)
    try:
        yield
    finally:
        if before is not None:
            setattr(module, name, before)


@probe("5.5")
def pipeline_rounds_last(student: ModuleType, rng: torch.Generator) -> Record:
    """Run a preference step that is too small for the grid; see whether it shows all the same.

    The base's matrix lies well between the points at which its codes would change, one code stands
    for the scale, and what the matrix does to the layer's output is taken back by the bias: so the
    step is as large as from an empty matrix, a sixth of the grid's step at most.
    """
    base, preferences = _still_base(rng, c_fc=True), _preferences(rng, 1)
    cfg, block = _still_settings(rng, "dpo", c_fc=True), base.transformer.h[0]
    places = torch.randint(1, 3, block.mlp.c_fc.weight.shape, generator=rng) + 0.25
    places *= 1 - 2 * torch.randint(0, 2, places.shape, generator=rng)
    places.view(-1)[draw(rng, 0, places.numel() - 1)] = 7.0  # of 4 bits, the largest code

    def codes() -> Tensor:
        tuned = _tuned(student, base, "dpo", preferences * 2, cfg)
        run = _stage(student, base, "dpo", preferences, tuned)
        learned = _matrix(_still_layer(run["model"], c_fc=True)).abs().max()
        with torch.no_grad():
            block.mlp.c_fc.weight.copy_(6 * learned.nan_to_num().clamp(min=1e-4) * places)
            block.mlp.c_fc.bias.sub_(block.ln_2.bias @ block.mlp.c_fc.weight)
        run = _stage(student, base, "dpo", preferences, replace(tuned, bits=4))
        shipped = _matrix(_still_layer(run["model"], c_fc=True))
        return shipped / shipped.abs().max()

    return {"codes that ship": call(codes)}


@probe("5.5")
def pipeline_ships(student: ModuleType, rng: torch.Generator) -> Record:
    """Look at the model that ships: adapters, grid, and everything that is not to move."""
    base = tiny_gpt2_lm(rng, layers=2)
    cfg = _settings(rng, lr=0.3, bits=draw(rng, 4, 8), targets=_pick((("c_attn",), ("c_fc",)), rng))
    result = call(student.run_pipeline, base, _sft(rng, 1), _preferences(rng, 1), cfg)
    return _shipped(result, base, cfg)


@probe("5.5")
def pipeline_ships_coarse(student: ModuleType, rng: torch.Generator) -> Record:
    """Look at the model that ships on a grid of very few levels, from a wider base."""
    base = tiny_gpt2_lm(rng, layers=1, width=24, heads=3)
    cfg = _settings(rng, lr=0.3, bits=3, targets=("c_fc", "c_attn"))
    result = call(student.run_pipeline, base, _sft(rng, 1), _preferences(rng, 1), cfg)
    return _shipped(result, base, cfg)


@probe("5.5")
def pipeline_keeps_base(student: ModuleType, rng: torch.Generator) -> Record:
    """Watch the base model and the batches during a run."""
    base, cfg = _base(rng).train(bool(draw(rng, 0, 1))), _settings(rng, lr=0.5)
    for parameter in base.parameters():
        parameter.requires_grad_(bool(draw(rng, 0, 1)))
    sft, preferences = _sft(rng, 1), _preferences(rng, 1)
    given = {f"{number}{name}": tensor for number, batch in enumerate([*sft, *preferences])
             for name, tensor in batch.items()}  # fmt: skip
    weights = dict(base.named_parameters())
    result = call(student.run_pipeline, base, sft, preferences, cfg)
    places = {p.data_ptr() for p in base.parameters()}
    shared = call(lambda: sum(p.data_ptr() in places for p in result["model"].parameters()))
    return {
        "call": outcome(result),
        "_returned": type(result).__name__,
        "base afterwards": fingerprint(weights),
        "parameters of the base": len(dict(base.named_parameters())),
        "adapters in the base": len(_loras(base)),
        "modes of the base": modes(base),
        "gradients in the base": sum(p.grad is not None for p in base.parameters()),
        "flags of the base": flags(base),
        "parameters that the two models share": shared,
        "batches afterwards": fingerprint(given),
    }


# The share of its first loss that a step is to save, whatever the adapters drew, and runs to find it.
_FALL, _TRIES = 0.02, 5
# About the rates at which a step on a still base saves that much with the course's own adapters.
_STILL_RATES = {("sft", True): 1e-8, ("dpo", True): 1e-9, ("dpo", False): 1e-9}
_MERGED_FALL = {"sft": 0.03, "dpo": 0.3}  # the grid's rounding is small beside that


def _base(rng: torch.Generator) -> GPT2LMHeadModel:
    return tiny_gpt2_lm(rng, layers=1)


def _settings(rng: torch.Generator, **settings: object) -> PipelineConfig:
    """Return settings of which those that are not given are drawn."""
    drawn = {"r": draw(rng, 2, 3), "alpha": uniform(rng, 4, 5), "beta": uniform(rng, 0.3, 0.6)}
    return PipelineConfig(**{**drawn, **settings})


def _sft(rng: torch.Generator, number: int) -> list[Batch]:
    """Return SFT batches of different sizes; their first tokens and padding are not learned."""
    batches = []
    for place in range(number):
        ids, mask = _texts(rng, "right", rows=3 + place)
        labels = ids.masked_fill(mask == 0, -100)
        labels[:, :1] = -100
        batches.append({"input_ids": ids, "attention_mask": mask, "labels": labels})
    return batches


def _preferences(rng: torch.Generator, number: int) -> list[Batch]:
    return [_pairs(rng, pairs=2 + place) for place in range(number)]


def _losses(result: object, kind: str) -> Tensor | Raised:
    """Return the losses of one kind in a run's history, float64."""
    if isinstance(result, Raised):
        return result
    return call(
        lambda: torch.tensor(
            [float(loss) for stage, loss in result["history"] if stage == kind],
            dtype=torch.float64,
        )
    )


def _history(result: object, words: str = "", kinds: tuple[str, ...] = ("sft", "dpo")) -> Record:
    """Record a run's history: the stages in their order, the losses, and of which type they are."""
    if isinstance(result, Raised):
        stages = types = result
    else:
        stages = call(lambda: as_json([stage for stage, _ in result["history"]]))
        types = call(lambda: as_json(sorted({_kind(loss) for _, loss in result["history"]})))
    record = {
        "stages": stages,
        "types of the losses": types,
        **{f"{kind} losses": _losses(result, kind) for kind in kinds},
    }
    return {f"{key}, {words}" if words else key: value for key, value in record.items()}


def _kind(loss: object) -> str:
    return "float" if isinstance(loss, float | np.floating) else type(loss).__name__


def _at(losses: object, place: int) -> object:
    return losses if isinstance(losses, Raised) else call(lambda: losses[place].item())


def _share(before: Tensor, after: Tensor) -> int:
    """Return which share of the fall before[0] - before[1] is left at after[0], in quarters."""
    return round(4 * ((before[0] - after[0]) / (before[0] - before[1])).item())


def _margin(model: nn.Module, batch: Batch) -> Tensor:
    """Return how much likelier each chosen answer is than the rejected one, in nats."""
    with torch.no_grad():
        logits = model.eval()(batch["input_ids"], attention_mask=batch["attention_mask"]).logits
    logprobs = F.log_softmax(logits[:, :-1], dim=-1)
    own = logprobs.gather(-1, batch["input_ids"][:, 1:].unsqueeze(-1)).squeeze(-1)
    chosen, rejected = (own * batch["completion_mask"][:, 1:]).sum(dim=1).chunk(2)
    return chosen - rejected


def _still_base(rng: torch.Generator, *, c_fc: bool) -> GPT2LMHeadModel:
    """Return a model in which one layer holds zeros and gets the same input at every position.

    That is c_fc, or the square c_proj of the attention; the other c_proj gets zeros then. The
    gradient of a step on the layer's adapter is a column times that input. What the adapter drew
    decides by how much the layer's output moves, and in no way where to.
    """
    base = tiny_gpt2_lm(rng, layers=1)
    block = base.transformer.h[0]
    with torch.no_grad():
        for norm in (block.ln_2,) if c_fc else (block.ln_1, block.ln_2):
            norm.weight.zero_()
            norm.bias.copy_(torch.randn(norm.bias.shape, generator=rng))
        for name, weight in base.named_parameters():
            if ".c_" in name and name.endswith(".weight"):
                step = weight.abs().max() / 127
                weight.copy_((weight / step).round() * step)  # on the grid from the start
        if not c_fc:
            block.mlp.c_fc.bias.copy_(-block.ln_2.bias @ block.mlp.c_fc.weight)
        _still_layer(base, c_fc=c_fc).weight.zero_()
    return base


def _still_layer(model: nn.Module, *, c_fc: bool) -> nn.Module:
    block = model.transformer.h[0]
    return block.mlp.c_fc if c_fc else block.attn.c_proj


def _still_settings(rng: torch.Generator, kind: str, *, c_fc: bool) -> PipelineConfig:
    """Return settings of a high rank: adapters of a low one may miss the layer's only input.

    With an alpha as large as this, steps so small do that the random half stays where it was drawn,
    however quiet it is: several steps are then as independent of it as the first one.
    """
    return PipelineConfig(
        r=12,
        alpha=uniform(rng, 4e4, 6e4),
        targets=("c_fc" if c_fc else "c_proj",),
        lr=_STILL_RATES[kind, c_fc],
        beta=uniform(rng, 0.3, 0.6),
    )


def _stage(
    student: ModuleType, base: nn.Module, kind: str, batches: list[Batch], cfg: PipelineConfig
) -> object:
    """Run the pipeline on a copy of a base, with batches of one kind only."""
    given = (batches, []) if kind == "sft" else ([], batches)
    return student.run_pipeline(copy.deepcopy(base), *given, cfg)


def _tuned(
    student: ModuleType, base: nn.Module, kind: str, batches: list[Batch], cfg: PipelineConfig
) -> PipelineConfig:
    """Return settings whose learning rate lets the loss fall by a fixed share in one step.

    By secants: where the loss is curved, rates in proportion come near too slowly.
    """
    rate, share = 0.0, 0.0
    for _ in range(_TRIES):
        first, second = _losses(_stage(student, base, kind, batches, cfg), kind).tolist()
        before, (rate, share) = (rate, share), (cfg.lr, (first - second) / first)
        if not share > 0 or abs(share / _FALL - 1) < 2e-5:  # a float32 loss says no more
            return cfg
        slope, straight = (share - before[1]) / (rate - before[0]), share / rate
        if not straight / 3 < slope < straight * 3:
            slope = straight
        cfg = replace(cfg, lr=max(rate + (_FALL - share) / slope, rate / 100))
    return cfg


def _roughly_tuned(
    student: ModuleType,
    base: nn.Module,
    kind: str,
    batches: list[Batch],
    cfg: PipelineConfig,
    fall: float,
) -> PipelineConfig:
    """Return settings that let a step save about this share of the loss: half or twice will do.

    What a step learns grows with the square of what the adapters drew, so no rate suits them all.
    """
    for _ in range(_TRIES):
        first, second = _losses(_stage(student, base, kind, batches, cfg), kind).tolist()
        share = (first - second) / first
        if fall / 2 < share < 2 * fall:
            break
        # The loss stays the same at a rate far too small for float32, and rises at one too large.
        cfg = replace(cfg, lr=cfg.lr * (fall / share if share > 0 else 0.1 if share else 100))
    return cfg


def _learned(
    student: ModuleType,
    rng: torch.Generator,
    kind: str,
    batches: list[Batch],
    *,
    c_fc: bool,
    **factors: float,
) -> Record:
    """Record the losses of steps of a certain size, under several settings."""
    base, cfg = _still_base(rng, c_fc=c_fc), _still_settings(rng, kind, c_fc=c_fc)
    keys = [f"{kind} losses, {words}" for words in ("tuned", *(f"more {f}" for f in factors))]
    rank = f"the rank reaches the {kind} step"
    # Rounded on a grid that hangs on what was drawn: judged, and left out where mistakes are named.
    ships = f"_what the {kind} steps ship"
    tuned = call(_tuned, student, base, kind, batches[:1] * 2, cfg)
    if isinstance(tuned, Raised):
        return dict.fromkeys([*keys, rank, ships], tuned)
    more = [replace(tuned, **{name: getattr(tuned, name) * by}) for name, by in factors.items()]
    *runs, half = (
        call(_stage, student, base, kind, [*batches, batches[0]], each)
        for each in (tuned, *more, replace(tuned, r=tuned.r // 2))
    )

    wrong = next((run for run in (runs[0], half) if isinstance(run, Raised)), None)
    return {
        **{key: _losses(run, kind) for key, run in zip(keys, runs, strict=True)},
        rank: wrong or call(lambda: not torch.equal(_losses(runs[0], kind), _losses(half, kind))),
        ships: wrong or call(lambda: _answer(runs[0]["model"], base, batches[0], c_fc=c_fc)),
    }


def _answer(model: nn.Module, base: nn.Module, batch: Batch, *, c_fc: bool) -> Tensor:
    """Return what the still layer of a model says to the one input that the base gives it."""
    given: list[Tensor] = []
    hook = _still_layer(base, c_fc=c_fc).register_forward_pre_hook(
        lambda _layer, inputs: given.append(inputs[0][0, 0].detach())
    )
    with hook, torch.no_grad():
        base(batch["input_ids"], attention_mask=batch["attention_mask"])
        return given[0] @ _matrix(_still_layer(model, c_fc=c_fc))


def _matrix(layer: nn.Module) -> Tensor:
    """Return the (16, out) matrix by which a layer maps its input."""
    with torch.no_grad():
        return layer(torch.eye(16)) - layer(torch.zeros(1, 16))


def _shipped(result: object, base: nn.Module, cfg: PipelineConfig) -> Record:
    """Record what kind of model a run returned, what is on the grid, and what has stayed."""
    keys = ("matrices that are not adapted", "numbers outside the matrices")
    model = result if isinstance(result, Raised) else call(lambda: result["model"])
    if not isinstance(model, nn.Module):
        return dict.fromkeys(keys, model)
    weights = dict(model.named_parameters())
    names = [name for name, _ in base.named_parameters()]
    matrices = [name for name in names if ".c_" in name and name.endswith(".weight")]
    still = [name for name in matrices if name.split(".")[-2] not in cfg.targets]
    outside = [name for name in names if name not in matrices]
    return {
        keys[0]: fingerprint({name: weights.get(name) for name in still}),
        keys[1]: fingerprint({name: weights.get(name) for name in outside}),
        "numbers off the grid": sum(_off_grid(weights.get(name), cfg.bits) for name in matrices),
        "adapters left": len(_loras(model)),
        "parameters": sum(p.numel() for p in weights.values()),
        "types of the parameters": as_json(sorted({str(p.dtype) for p in weights.values()})),
        "kind of model": type(model).__name__,
    }


def _off_grid(weight: Tensor | None, bits: int) -> int:
    """Return how many numbers of a matrix are no whole multiple of its scale."""
    if weight is None:
        return -1
    steps = weight.detach().double() / weight.detach().double().abs().max() * (2 ** (bits - 1) - 1)
    return int(((steps - steps.round()).abs() > 1e-3).sum())


# ------------------------------------------------------------------ 5.6 final_report


@probe("5.6")
def report_size(student: ModuleType, rng: torch.Generator) -> Record:
    """Report on models of two sizes."""
    record: Record = {}
    for number, (layers, width) in enumerate(shuffled([(1, 16), (2, 24)], rng), start=1):
        base = tiny_gpt2_lm(rng, layers=layers, width=width)
        report = _report(student, base, tiny_gpt2_lm(rng, layers=layers, width=width), rng)
        for field in ("params", "bytes_fp32", "bytes_int8"):
            record[f"{field}, model {number}"] = _whole(_entry(report, field))
    return record


@probe("5.6")
def report_history(student: ModuleType, rng: torch.Generator) -> Record:
    """Report on histories of drawn losses, of which some rise."""
    record: Record = {}
    base, final = (tiny_gpt2_lm(rng, layers=1) for _ in range(2))
    for number, falls in enumerate(shuffled([True, False], rng), start=1):
        report = _report(student, base, final, rng, falls=falls)
        for field in ("sft_drop", "dpo_start", "dpo_end"):
            record[f"{field}, history {number}"] = _entry(report, field)
    return record


@probe("5.6")
def report_short_history(student: ModuleType, rng: torch.Generator) -> Record:
    """Report on a history with one loss of one kind and several of the other."""
    base, final = (tiny_gpt2_lm(rng, layers=1) for _ in range(2))
    losses = _doubles(rng, 4)
    much_dpo = [("sft", losses[0]), *(("dpo", loss) for loss in losses[1:])]
    much_sft = [*(("sft", loss) for loss in losses[:3]), ("dpo", losses[3])]
    record: Record = {}
    for number, entries in enumerate(shuffled([much_dpo, much_sft], rng), start=1):
        report = _report(student, base, final, rng, history=entries)
        for field in ("dpo_start", "dpo_end"):
            record[f"{field}, history {number}"] = _entry(report, field)
    return record


@probe("5.6")
def report_drift(student: ModuleType, rng: torch.Generator) -> Record:
    """Report on two unrelated models, there and back, on texts of equal length."""
    one, other = (tiny_gpt2_lm(rng, layers=1, std=0.2) for _ in range(2))
    return {
        "drift there": _entry(_report(student, one, other, rng, padding="none"), "drift"),
        "drift back": _entry(_report(student, other, one, rng, padding="none"), "drift"),
    }


@probe("5.6")
def report_drift_of_padded_texts(student: ModuleType, rng: torch.Generator) -> Record:
    """Report on two unrelated models, on padded texts."""
    one, other = (tiny_gpt2_lm(rng, layers=1, std=0.2) for _ in range(2))
    return {
        f"drift, {words}": _entry(_report(student, one, other, rng, mask=mask), "drift")
        for words, mask in (("mask of numbers", torch.int64), ("bool mask", torch.bool))
    }


@probe("5.6")
def report_changed(student: ModuleType, rng: torch.Generator) -> Record:
    """Report on a model of which a few numbers were changed, in matrices and elsewhere."""
    record: Record = {}
    for number in (1, 2):
        base = tiny_gpt2_lm(rng, layers=1)
        final = copy.deepcopy(base)
        weights = [parameter for _, parameter in sorted(final.named_parameters())]
        with torch.no_grad():
            for parameter in shuffled(weights, rng)[: draw(rng, 4, 9)]:
                where = torch.rand(parameter.shape, generator=rng) < uniform(rng, 0.2, 0.9)
                parameter.add_(where * 0.3)
        record[f"changed_fraction, model {number}"] = _entry(
            _report(student, base, final, rng), "changed_fraction"
        )
    return record


@probe("5.6")
def report_of_a_pipeline(student: ModuleType, rng: torch.Generator) -> Record:
    """Report on a model whose adapted matrices were replaced, as after a pipeline."""
    base = tiny_gpt2_lm(rng, layers=2)
    final = copy.deepcopy(base)
    with torch.no_grad():
        for name, parameter in final.named_parameters():
            if name.endswith("c_attn.weight"):
                parameter.add_(0.05 * torch.randn(parameter.shape, generator=rng))
    report = _report(student, base, final, rng)
    return {field: _entry(report, field) for field in ("drift", "changed_fraction")}


@probe("5.6")
def report_quietly(student: ModuleType, rng: torch.Generator) -> Record:
    """Watch models, modes, flags, history and texts while a report is made on dropout's models."""
    models = nn.ModuleDict(
        {name: tiny_gpt2_lm(rng, layers=1, dropout=0.3, std=0.2) for name in ("a", "b")}
    )
    scramble_flags(models, rng)
    for model, training in zip(models.values(), shuffled([True, False], rng), strict=True):
        model.train(training)
    ids, mask = _texts(rng, "right")
    given = {**dict(models.named_parameters()), "ids": ids, "mask": mask}
    history = _made_up_history(rng)
    report = call(student.final_report, models["a"], models["b"], history, ids, mask)
    return {
        "call": outcome(report),
        "_returned": type(report).__name__,
        "arguments afterwards": fingerprint(given),
        "modes of the models": modes(models),
        "flags of the models": flags(models),
        "drift": _entry(report, "drift"),
        "history afterwards": as_json(history),
        "gradients left behind": sum(p.grad is not None for p in models.parameters()),
    }


def _report(
    student: ModuleType,
    base: nn.Module,
    final: nn.Module,
    rng: torch.Generator,
    *,
    falls: bool = True,
    history: list[tuple[str, float]] | None = None,
    padding: str = "right",
    mask: torch.dtype = torch.int64,
) -> object:
    ids, real = _texts(rng, padding)
    losses = _made_up_history(rng, falls=falls)
    return call(student.final_report, base, final, history or losses, ids, real.to(mask))


def _made_up_history(rng: torch.Generator, *, falls: bool = True) -> list[tuple[str, float]]:
    """Return drawn losses of both kinds; those of SFT fall or rise from end to end, not evenly."""
    sft = sorted(_doubles(rng, draw(rng, 4, 6)), reverse=falls)
    inner = shuffled(sft[1:-1], rng)
    lowest, *others = sorted(_doubles(rng, draw(rng, 3, 5)))
    start, *rest = shuffled(others, rng)
    dpo = [start, lowest, *rest]
    return [
        *(("sft", loss) for loss in (sft[0], *inner, sft[-1])),
        *(("dpo", loss) for loss in dpo),
    ]


def _doubles(rng: torch.Generator, number: int) -> list[float]:
    """Return losses between 0.2 and 5 that are all different."""
    return [uniform(rng, 0.2, 5.0) for _ in range(number)]


def _entry(report: object, field: str) -> object:
    return report if isinstance(report, Raised) else call(lambda: report[field])


def _whole(value: object) -> object:
    """Return a whole number as an int, in whichever type it comes."""
    is_number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    return int(value) if is_number and float(value).is_integer() else value


# ------------------------------------------------------------------ 5.7 checkpoints


@probe("5.7")
def checkpoint_order(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answer on the order of the stages."""
    return answers(student, "stage_order")


@probe("5.7")
def checkpoint_adds(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answer on what each stage adds."""
    return answers(student, "adds")


@probe("5.7")
def checkpoint_spectrum(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answer on the spectrum of adaptation."""
    return answers(student, "spectrum")


@probe("5.7")
def checkpoint_missing(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answer on the stage that is missing."""
    return answers(student, "missing_stage")


@probe("5.7")
def checkpoint_artifacts(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answer on published models."""
    return answers(student, "artifact_of")


@probe("5.7")
def checkpoint_base(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on base models."""
    return answers(student, "base_model_useful_for", "can_skip_sft")


# ------------------------------------------------------------------ what several tasks share


def _texts(
    rng: torch.Generator, padding: str, rows: int = 4, length: int | None = None
) -> tuple[Tensor, Tensor]:
    length = draw(rng, 7, 9) if length is None else length
    return ragged_batch(rng, rows=rows, length=length, padding=padding)


def _pick(things: Iterable, rng: torch.Generator) -> object:
    """Return one of the things at random."""
    return shuffled(things, rng)[0]
