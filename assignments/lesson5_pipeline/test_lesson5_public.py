"""Lesson 5 public tests: small cases that you can check by hand. Run `pytest` in this folder."""

from __future__ import annotations

import math
from numbers import Real
from types import ModuleType

import pytest
import torch
from torch import Tensor, nn

from fixtures.adapters import LoRA, PipelineConfig, inject
from fixtures.micro import ragged_batch, tiny_gpt2_lm


def explain(sentence: str, *, given: object, got: object, expected: object) -> str:
    """Return the message of a failing test: what is wrong, then the evidence."""
    lines = (("given", given), ("got", got), ("expected", expected))
    return "\n".join([sentence, "", *(f"    {name:<9} {value}" for name, value in lines)])


# ------------------------------------------------------------------ 5.1 decode_model_card


@pytest.mark.task_5_1
@pytest.mark.parametrize(
    ("name", "field", "expected"),
    [
        pytest.param("Llama 3 70B", "params", 70_000_000_000, id="size"),
        pytest.param("mistral-7b-v0.1", "params", 7_000_000_000, id="lower_case"),
        pytest.param("Mixtral 8x7B", "params", 56_000_000_000, id="mixture"),
        pytest.param("Llama 3 70B", "stages", ["pretraining"], id="base"),
        pytest.param("Orbit 7B Chat", "stages", ["pretraining", "sft", "alignment"], id="chat"),
        pytest.param("Kitten-2-1.5b-it-Q4_K_M", "bits", 4, id="bits_in_a_code"),
    ],
)
def test_a_name_is_read(student: ModuleType, name: str, field: str, expected: object) -> None:
    """Size, stages and bits of names that you can decode by hand."""
    got = student.decode_model_card(name)[field]
    message = explain(
        f"Another entry is read for {field!r} than the name says.",
        given=repr(name),
        got=repr(got),
        expected=repr(expected),
    )
    assert got == expected, message


@pytest.mark.task_5_1
def test_the_docstring_s_name_is_read(student: ModuleType) -> None:
    """Every entry of the example in the docstring is right."""
    card = student.decode_model_card("Llama 3 70B Instruct 4-bit GPTQ")
    expected = {
        "family": "Llama 3",
        "params": 70_000_000_000,
        "stages": ["pretraining", "sft", "alignment", "quantization"],
        "bits": 4,
        "quantizer": "GPTQ",
    }
    got = {**card, "family": str(card.get("family")).replace("-", " ")}
    wrong = [key for key in expected if got.get(key) != expected[key]]
    message = explain(
        "Some entries of the docstring's example are not as it says.",
        given="'Llama 3 70B Instruct 4-bit GPTQ'",
        got=", ".join(f"{key}={card.get(key)!r}" for key in wrong),
        expected=", ".join(f"{key}={expected[key]!r}" for key in wrong),
    )
    assert not wrong, message


# ------------------------------------------------------------------ 5.2 adapters_disabled


def adapted(*, enabled: tuple[bool, ...]) -> nn.Sequential:
    """Return layers that can be followed by hand: x -> x + 1, and 2 x more with its adapter."""
    layers = nn.Sequential()
    for switch in enabled:
        base = nn.Linear(1, 1)
        layer = LoRA(base, 1, 1.0, torch.Generator())
        with torch.no_grad():
            base.weight.fill_(1.0)
            base.bias.fill_(1.0)
            layer.lora_A.fill_(2.0)
            layer.lora_B.fill_(1.0)
        layer.enabled = switch
        layers.append(layer)
    return layers


def value(layers: nn.Module) -> float:
    """Return what the layers make of the number 1."""
    with torch.no_grad():
        return layers(torch.ones(1, 1)).item()


@pytest.mark.task_5_2
def test_adapters_are_off_inside(student: ModuleType) -> None:
    """Two layers make 1 into 3 without their adapters: 1 + 1 + 1; with them it is more."""
    layers = adapted(enabled=(True, True))
    before = value(layers)
    with student.adapters_disabled(layers):
        inside = value(layers)
    got = (inside, value(layers))
    message = explain(
        "Inside the block the adapters take part, or behind it they do not.",
        given=f"two layers x -> x + 1 with adapters; before the block they make 1 into {before}",
        got=f"{got[0]} inside, {got[1]} behind",
        expected=f"3.0 inside, {before} behind",
    )
    assert got == (3.0, before), message


@pytest.mark.task_5_2
def test_a_layer_that_was_off_stays_off(student: ModuleType) -> None:
    """Of three layers the second one is off before the block, and behind it."""
    layers = adapted(enabled=(True, False, True))
    before = value(layers)
    with student.adapters_disabled(layers):
        pass
    message = explain(
        "Behind the block the model does not compute what it computed before.",
        given="three layers, the second one off before the block",
        got=value(layers),
        expected=before,
    )
    assert value(layers) == before, message


# ------------------------------------------------------------------ 5.3 dpo_step_lora


def preferences() -> dict[str, Tensor]:
    """Return two pairs: rows 0 and 1 are chosen, rows 2 and 3 rejected; two tokens of prompt."""
    ids, mask = ragged_batch(5, rows=4, length=8, padding="none")
    ids[2:, :2] = ids[:2, :2]
    completion = mask.clone()
    completion[:, :2] = 0
    return {"input_ids": ids, "attention_mask": mask, "completion_mask": completion}


@pytest.mark.task_5_3
def test_first_dpo_loss_is_log_2(student: ModuleType) -> None:
    """With fresh adapters policy and reference agree, so the loss is log 2, dropout or not."""
    model = tiny_gpt2_lm(1, layers=1, dropout=0.2).train()
    inject(model, PipelineConfig(), seed=2)
    optimizer = torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=0.1)
    got = student.dpo_step_lora(model, preferences(), optimizer)["loss"]
    message = explain(
        "Before the first update the loss is another one than log 2, or no float.",
        given="adapters that compute nothing yet, dropout 0.2, train mode",
        got=repr(got),
        expected="0.6931",
    )
    assert isinstance(got, Real), message
    assert math.isclose(got, math.log(2), abs_tol=1e-4), message


@pytest.mark.task_5_3
def test_steps_raise_the_margin(student: ModuleType) -> None:
    """After ten small steps the chosen answers are rewarded more than the rejected ones."""
    model = tiny_gpt2_lm(1, layers=1)
    inject(model, PipelineConfig(), seed=2)
    optimizer = torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=0.1)
    results = [student.dpo_step_lora(model, preferences(), optimizer, 0.5) for _ in range(10)]
    losses = [round(result["loss"], 4) for result in results]
    message = explain(
        "Training on two pairs does not lower their loss and raise their margin.",
        given="10 steps of SGD, learning rate 0.1, beta 0.5",
        got=f"loss {losses[0]} at first, {losses[-1]} at last, margin {results[-1]['margin']:.4f}",
        expected="a smaller loss at last, and a margin above 0",
    )
    assert losses[-1] < losses[0] - 1e-3, message
    assert results[-1]["margin"] > 0, message


# ------------------------------------------------------------------ 5.4 choose_method


@pytest.mark.task_5_4
@pytest.mark.parametrize(
    ("task", "budget", "expected"),
    [
        pytest.param("complete", 100, "base", id="complete"),
        pytest.param("instruct", 12_000, "full", id="all_fits_exactly"),
        pytest.param("style", 11_999, "lora", id="one_byte_less"),
        pytest.param("align", 2_100, "qlora", id="adapters_do_not_fit"),
        pytest.param("align", 619, "too_big", id="nothing_fits"),
    ],
)
def test_a_method_is_chosen(student: ModuleType, task: str, budget: int, expected: str) -> None:
    """1,000 parameters and 10 of adapters need 12,000, 2,120 or 620 bytes."""
    got = student.choose_method(task, 1_000, 10, budget)
    message = explain(
        "Another method is chosen than the table says.",
        given=f"{task!r}, 1,000 parameters, 10 of adapters, {budget:,} bytes",
        got=repr(got),
        expected=repr(expected),
    )
    assert got == expected, message


# ------------------------------------------------------------------ 5.5 run_pipeline


def sft_batch() -> dict[str, Tensor]:
    """Return a batch of three texts whose first two tokens are not learned."""
    ids, mask = ragged_batch(4, rows=3, length=8, padding="none")
    labels = ids.clone()
    labels[:, :2] = -100
    return {"input_ids": ids, "attention_mask": mask, "labels": labels}


@pytest.mark.task_5_5
def test_stages_run_in_order(student: ModuleType) -> None:
    """Two SFT batches and one of preferences: three updates, and DPO begins at log 2."""
    cfg = PipelineConfig(lr=1.0, beta=2.0)
    run = student.run_pipeline(tiny_gpt2_lm(1, layers=1), [sft_batch()] * 2, [preferences()], cfg)
    got = [(stage, round(float(loss), 4)) for stage, loss in run["history"]]
    message = explain(
        "The history is not one entry per update, in order, with DPO beginning at log 2.",
        given="2 SFT batches, 1 preference batch, lr 1, beta 2",
        got=got,
        expected="('sft', ...), ('sft', ...), ('dpo', 0.6931)",
    )
    assert [stage for stage, _ in got] == ["sft", "sft", "dpo"], message
    assert math.isclose(got[2][1], math.log(2), abs_tol=1e-3), message


@pytest.mark.task_5_5
def test_a_plain_model_ships_on_a_grid(student: ModuleType) -> None:
    """No adapter is left, and with 3 bits the largest c_attn has whole codes from -3 to 3."""
    base = tiny_gpt2_lm(1, layers=1)
    old = base.transformer.h[0].attn.c_attn.weight.detach().clone()
    run = student.run_pipeline(base, [sft_batch()], [preferences()], PipelineConfig(bits=3))
    left = sum(isinstance(module, LoRA) for module in run["model"].modules())
    assert left == 0, explain(
        "The model that ships still holds adapters.",
        given="a run on one batch of each kind",
        got=f"{left} LoRA layers",
        expected="0",
    )
    weight = run["model"].transformer.h[0].attn.c_attn.weight.detach()
    codes = weight / weight.abs().max() * 3
    assert (codes - codes.round()).abs().max() < 1e-3, explain(
        "Weights are no whole multiples of a third of the largest one.",
        given="bits 3, the weight of c_attn",
        got=f"{len(weight.unique())} different values",
        expected="at most 7",
    )
    assert torch.equal(base.transformer.h[0].attn.c_attn.weight, old), explain(
        "The base model was changed.",
        given="the weight of c_attn before and after the run",
        got="other numbers",
        expected="the same numbers",
    )


# ------------------------------------------------------------------ 5.6 final_report

HISTORY = [("sft", 4.0), ("sft", 3.5), ("sft", 2.5), ("dpo", 0.7), ("dpo", 0.4)]


def report(student: ModuleType, *, padding: int = 0) -> dict[str, float]:
    """Return a report on two models of one block: 61 x 16 + 48 x 16 + 3,280 + 32 numbers."""
    ids, mask = ragged_batch(3, rows=2, length=6, padding="none")
    space = torch.zeros(2, padding, dtype=torch.int64)
    base, final = tiny_gpt2_lm(1, layers=1), tiny_gpt2_lm(2, layers=1)
    return student.final_report(
        base, final, HISTORY, torch.cat([ids, space], dim=1), torch.cat([mask, space], dim=1)
    )


@pytest.mark.task_5_6
@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param("params", 5_056, id="params"),
        pytest.param("bytes_fp32", 20_224, id="bytes"),
        pytest.param("bytes_int8", 11_008, id="bytes_with_int8"),
        pytest.param("sft_drop", 1.5, id="sft_drop"),
        pytest.param("dpo_start", 0.7, id="dpo_start"),
        pytest.param("changed_fraction", 1.0, id="changed_fraction"),
    ],
)
def test_an_entry_of_the_report(student: ModuleType, entry: str, expected: float) -> None:
    """Entries for two unrelated models and the history in this file."""
    got = report(student)[entry]
    message = explain(
        f"Another number is reported for {entry!r}.",
        given="two unrelated models of 5,056 numbers, 3,072 of them in c_* matrices; HISTORY",
        got=got,
        expected=expected,
    )
    assert math.isclose(got, expected, rel_tol=1e-6), message


@pytest.mark.task_5_6
def test_padding_does_not_drift(student: ModuleType) -> None:
    """Two positions of padding behind the texts leave the drift as it was."""
    short, long = (report(student, padding=padding)["drift"] for padding in (0, 2))
    message = explain(
        "Padding takes part in the average.",
        given="two texts, without and with two positions of padding",
        got=f"{short} without, {long} with",
        expected="the same number twice",
    )
    assert math.isclose(short, long, rel_tol=1e-4), message


# ------------------------------------------------------------------ 5.7 checkpoints

STAGES = {"pretraining", "sft", "alignment", "lora", "quantization"}
KINDS: dict[str, type | tuple[type, ...]] = {
    "stage_order": (list, tuple),
    "adds": dict,
    "spectrum": (list, tuple),
    "missing_stage": dict,
    "artifact_of": dict,
    "base_model_useful_for": str,
    "can_skip_sft": bool,
}


@pytest.mark.task_5_7
def test_every_question_has_an_answer_of_its_kind(student: ModuleType) -> None:
    """Each key holds a word, list, dict or bool. Whether it is right is not checked here."""
    answers = student.checkpoints()
    odd = [name for name, kind in KINDS.items() if not isinstance(answers.get(name), kind)]
    message = explain(
        "Some answers are missing, or of another kind than the stub's comment says.",
        given="the 7 keys of the stub",
        got=", ".join(f"{name}={answers.get(name)!r}" for name in odd),
        expected="str for words, list for lists, dict for dicts, True or False",
    )
    assert not odd, message


@pytest.mark.task_5_7
def test_stages_are_spelled_as_in_task_5_1(student: ModuleType) -> None:
    """The answers that are stages use its five words, each of them once where all are asked for."""
    answers = student.checkpoints()
    got = (sorted(answers["stage_order"]), sorted(answers["adds"]))
    message = explain(
        "The five stages are not all there, each once.",
        given="stage_order and the keys of adds",
        got=got,
        expected=sorted(STAGES),
    )
    assert got == (sorted(STAGES), sorted(STAGES)), message
    used = {*answers["missing_stage"].values(), *answers["artifact_of"].values()}
    assert used <= STAGES, explain(
        "An answer is not one of the five stages.",
        given="the values of missing_stage and artifact_of",
        got=sorted(used - STAGES),
        expected=f"words out of {sorted(STAGES)}",
    )
