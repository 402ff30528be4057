"""Lesson 4 public tests: small cases that you can check by hand. Run `pytest` in this folder."""

from __future__ import annotations

from numbers import Real
from types import ModuleType

import pytest
import torch
from torch import nn

from fixtures.micro import tiny_gpt2


def explain(sentence: str, *, given: object, got: object, expected: object) -> str:
    """Return the message of a failing test: what is wrong, then the evidence."""
    lines = (("given", given), ("got", got), ("expected", expected))
    return "\n".join([sentence, "", *(f"    {name:<9} {value}" for name, value in lines)])


def trainable(module: nn.Module) -> int:
    """Return how many numbers of the module are trainable."""
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def close(got: list, expected: list) -> bool:
    """Tell whether nested lists of numbers agree, up to rounding."""
    return torch.allclose(torch.tensor(got), torch.tensor(expected), atol=1e-4)


def small_base() -> nn.Linear:
    """Return an nn.Linear from 2 to 3 with the weight 0 and the bias [1, 0, 0]."""
    base = nn.Linear(2, 3)
    with torch.no_grad():
        base.weight.zero_()
        base.bias.copy_(torch.tensor([1.0, 0.0, 0.0]))
    return base


def set_adapters(layer: nn.Module, a: list, b: list) -> None:
    """Write A, (r, in), and B, (out, r), into a layer, whichever way round it stores them.

    Frozen parameters of that shape, such as scales, are passed over if there is a trainable one.
    """
    for values in (torch.tensor(a), torch.tensor(b)):
        found = [p for p in layer.parameters() if sorted(p.shape) == sorted(values.shape)]
        found.sort(key=lambda parameter: not parameter.requires_grad)
        if not found:
            pytest.fail(f"the layer has no parameter of shape {tuple(values.shape)}, or turned")
        with torch.no_grad():
            found[0].copy_(values if found[0].shape == values.shape else values.T)


def small_layer(student: ModuleType, dropout: float = 0.0) -> nn.Module:
    """Return `small_base` with a detour: A = [[1, 2]], B = [[3], [0], [1]], r = 1, alpha = 2."""
    layer = student.LoRALinear(small_base(), 1, 2.0, dropout)
    set_adapters(layer, [[1.0, 2.0]], [[3.0], [0.0], [1.0]])
    return layer.eval()


# ------------------------------------------------------------------ 4.1 LoRALinear


@pytest.mark.task_4_1
def test_a_new_layer_computes_what_its_base_computes(student: ModuleType) -> None:
    """Before any training the detour adds nothing, and 3 x (5 + 7) numbers are trainable."""
    base = nn.Linear(5, 7)
    x = torch.randn(4, 5)
    expected = base(x)
    layer = student.LoRALinear(base, 3, 6.0)
    got = layer(x)
    assert torch.allclose(got, expected, atol=1e-6), explain(
        "A new layer does not compute what its base computes.",
        given="a base from 5 to 7, r 3, alpha 6",
        got=f"outputs that differ by up to {(got - expected).abs().max():.4f}",
        expected="equal outputs",
    )
    assert trainable(layer) == 36, explain(
        "The trainable numbers are not those of A and B.",
        given="a base from 5 to 7, r 3",
        got=trainable(layer),
        expected="36 = 3 x (5 + 7)",
    )


@pytest.mark.task_4_1
def test_detour_by_hand(student: ModuleType) -> None:
    """A x = 3; B times 3 is [9, 0, 3]; times alpha / r = 2 and plus the bias: [19, 0, 6]."""
    got = small_layer(student)(torch.tensor([[1.0, 1.0]])).tolist()
    message = explain(
        "The output is not the base's plus (alpha / r) B A x.",
        given="W = 0, bias [1, 0, 0], A = [[1, 2]], B = [[3], [0], [1]], alpha 2, r 1, x = [1, 1]",
        got=got,
        expected=[[19.0, 0.0, 6.0]],
    )
    assert close(got, [[19.0, 0.0, 6.0]]), message


@pytest.mark.task_4_1
def test_alpha_is_divided_by_the_rank(student: ModuleType) -> None:
    """With r = 2 and alpha = 1 the detour counts half: A x = [3, 0], B A x = [9, 0, 3, 0]."""
    base = nn.Linear(3, 4, bias=False)
    nn.init.zeros_(base.weight)
    layer = student.LoRALinear(base, 2, 1.0).eval()
    b = [[3.0, 0.0], [0.0, 0.0], [1.0, 0.0], [0.0, 0.0]]
    set_adapters(layer, [[1.0, 2.0, 0.0], [0.0, 0.0, 0.0]], b)
    got = layer(torch.tensor([1.0, 1.0, 0.0])).tolist()
    message = explain(
        "The detour is not scaled by alpha / r.",
        given="W = 0, no bias, r 2, alpha 1, B A x = [9, 0, 3, 0]",
        got=got,
        expected=[4.5, 0.0, 1.5, 0.0],
    )
    assert close(got, [4.5, 0.0, 1.5, 0.0]), message


# ------------------------------------------------------------------ 4.2 merge_lora


@pytest.mark.task_4_2
def test_merged_weight_by_hand(student: ModuleType) -> None:
    """W = 0, so the merged weight is 2 x B A = [[6, 12], [0, 0], [2, 4]], and the bias stays."""
    merged = student.merge_lora(small_layer(student))
    assert type(merged) is nn.Linear, explain(
        "The merged layer is not of the base's kind.",
        given="an nn.Linear with a detour",
        got=type(merged).__name__,
        expected="Linear",
    )
    got = [merged.weight.tolist(), merged.bias.tolist()]
    expected = [[[6.0, 12.0], [0.0, 0.0], [2.0, 4.0]], [1.0, 0.0, 0.0]]
    message = explain(
        "The merged layer has not the weight W + (alpha / r) B A and the base's bias.",
        given="W = 0, bias [1, 0, 0], A = [[1, 2]], B = [[3], [0], [1]], alpha 2, r 1",
        got=got,
        expected=expected,
    )
    assert all(close(*pair) for pair in zip(got, expected, strict=True)), message


@pytest.mark.task_4_2
def test_merging_leaves_the_layer_alone(student: ModuleType) -> None:
    """The adapted layer answers as before, so it can be merged once more, or trained on."""
    layer, x = small_layer(student), torch.tensor([[1.0, 1.0]])
    before = layer(x).tolist()
    student.merge_lora(layer)
    got = layer(x).tolist()
    message = explain(
        "After merging, the adapted layer answers differently.",
        given="x = [1, 1], before and after the call",
        got=f"{before}, then {got}",
        expected="the same twice",
    )
    assert got == before, message


# ------------------------------------------------------------------ 4.3 inject_lora


@pytest.mark.task_4_3
def test_each_block_gets_one_detour(student: ModuleType) -> None:
    """Three blocks of width 16: 3 layers, and 3 x 4 x (16 + 48) = 768 trainable numbers."""
    model = tiny_gpt2(1)
    got = (student.inject_lora(model), trainable(model))
    message = explain(
        "Not exactly the adapters of every block's c_attn are trainable.",
        given="GPT-2 with 3 blocks of width 16, the defaults",
        got=f"{got[0]} layers, {got[1]} trainable numbers",
        expected="3 layers, 768 trainable numbers",
    )
    assert got == (3, 768), message


@pytest.mark.task_4_3
@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        pytest.param(("c_proj",), 6, id="plain"),
        pytest.param(("attn.c_proj",), 3, id="dotted"),
        pytest.param(("proj",), 0, id="part-of-a-name"),
    ],
)
def test_names_are_matched_from_a_dot_on(
    student: ModuleType, targets: tuple[str, ...], expected: int
) -> None:
    """Each block has an attn.c_proj and an mlp.c_proj; "proj" alone names no layer."""
    got = student.inject_lora(tiny_gpt2(1), targets, r=2)
    message = explain(
        "Another number of layers was found than answer to the target.",
        given=f"GPT-2 with 3 blocks, targets {targets}",
        got=got,
        expected=expected,
    )
    assert got == expected, message


@pytest.mark.task_4_3
def test_adapters_have_a_say(student: ModuleType) -> None:
    """At first the model answers as before; once every adapter number is 0.1, it does not."""
    model, ids = tiny_gpt2(1), torch.tensor([[5, 9, 14, 3]])
    before = model(ids).last_hidden_state
    student.inject_lora(model)
    new = model(ids).last_hidden_state
    for parameter in model.parameters():
        if parameter.requires_grad:
            nn.init.constant_(parameter, 0.1)
    filled = model(ids).last_hidden_state
    got = [not torch.allclose(before, other, atol=1e-5) for other in (new, filled)]
    message = explain(
        "The adapters do not start silent, or are never used.",
        given="hidden states before, after the injection, and with all adapter numbers at 0.1",
        got=f"changed by the injection: {got[0]}, by the adapters: {got[1]}",
        expected="changed by the injection: False, by the adapters: True",
    )
    assert got == [False, True], message


# ------------------------------------------------------------------ 4.4 absmax_quantize


@pytest.mark.task_4_4
@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        pytest.param([-0.8, 0.3, 1.2, -0.5], [-85, 32, 127, -53], id="lesson"),
        pytest.param([0.8, -0.3, -1.2, 0.5], [85, -32, -127, 53], id="negative"),
    ],
)
def test_codes_of_the_lesson(student: ModuleType, weights: list, expected: list) -> None:
    """1.2 / 127 = 0.0094488 is the scale, whatever the sign of the largest weight."""
    codes, scale = student.absmax_quantize(torch.tensor(weights))
    got = (codes.dtype, codes.tolist(), round(float(scale), 7))
    wanted = (torch.int8, expected, 0.0094488)
    message = explain(
        "Codes or scale are not those of absmax.", given=weights, got=got, expected=wanted
    )
    assert got == wanted, message


@pytest.mark.task_4_4
def test_four_bits_have_seven_steps(student: ModuleType) -> None:
    """With 4 bits, 1.4 gets the code 7, so the scale is 0.2."""
    codes, scale = student.absmax_quantize(torch.tensor([0.39, -1.4, 0.61]), bits=4)
    got = (codes.tolist(), round(float(scale), 5))
    message = explain(
        "With 4 bits the codes are not -7..7.",
        given="[0.39, -1.4, 0.61], bits 4",
        got=got,
        expected=([2, -7, 3], 0.2),
    )
    assert got == ([2, -7, 3], 0.2), message


# ------------------------------------------------------------------ 4.5 zeropoint_quantize


@pytest.mark.task_4_5
def test_minimum_and_maximum_take_the_ends(student: ModuleType) -> None:
    """The range 2.55 has 255 steps of 0.01; 0 is 100 steps above the minimum: -128 + 100."""
    weights = [-1.0, 0.0, 0.553, 1.55]
    codes, scale, zero_point = student.zeropoint_quantize(torch.tensor(weights))
    got = (codes.dtype, codes.tolist(), round(float(scale), 5), zero_point)
    expected = (torch.int8, [-128, -28, 27, 127], 0.01, -28)
    message = explain(
        "The codes are not spread over -128..127.", given=weights, got=got, expected=expected
    )
    assert got == expected, message


@pytest.mark.task_4_5
def test_positive_weights_come_back(student: ModuleType) -> None:
    """Weights from 1 to 3.55 come back to within one scale of 0.01."""
    weights = torch.tensor([1.0, 1.504, 2.217, 3.55])
    codes, scale, zero_point = student.zeropoint_quantize(weights)
    back = (codes.float() - zero_point) * scale
    message = explain(
        "(codes - zero_point) * scale does not give the weights back.",
        given=weights.tolist(),
        got=[round(value, 3) for value in back.tolist()],
        expected="each within 0.01 of its weight",
    )
    assert bool(((back - weights).abs() <= 0.0101).all()), message


# ------------------------------------------------------------------ 4.6 training_memory


@pytest.mark.task_4_6
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param((1000,), [2000, 2000, 8000, 12000], id="all-trainable"),
        pytest.param((1000, 100), [2000, 200, 800, 3000], id="a-tenth"),
        pytest.param((1000, 100, 4), [650, 200, 800, 1650], id="4-bits"),
    ],
)
def test_bytes_of_a_thousand_numbers(
    student: ModuleType, arguments: tuple[int, ...], expected: list
) -> None:
    """A trainable number costs 12 bytes, a frozen one 2, or half a byte at 4 bits."""
    answer = student.training_memory(*arguments)
    got = [answer[part] for part in ("weights", "gradients", "optimizer", "total")]
    message = explain(
        "The bytes do not add up.",
        given=f"training_memory{arguments}",
        got=got,
        expected=f"{expected}    weights, gradients, optimizer, total",
    )
    assert got == expected, message


# ------------------------------------------------------------------ 4.7 QLoRALinear


def rounded_base() -> nn.Linear:
    """Return a base from 3 to 2 whose weights are whole multiples of 0.5 and of 0.25."""
    base = nn.Linear(3, 2)
    with torch.no_grad():
        base.weight.copy_(torch.tensor([[0.5, -63.5, 1.0], [31.75, 0.25, -0.5]]))
        base.bias.copy_(torch.tensor([1.0, 2.0]))
    return base


@pytest.mark.task_4_7
def test_weights_on_the_grid_lose_nothing(student: ModuleType) -> None:
    """Each row's largest weight is 127 times its scale, 0.5 or 0.25, so the codes are exact."""
    base, x = rounded_base(), torch.tensor([[1.0, 0.0, 2.0]])
    got = student.QLoRALinear(base, 1, 2.0)(x).tolist()
    expected = base(x).tolist()
    message = explain(
        "The output is not that of the quantized base.",
        given="weight [[0.5, -63.5, 1], [31.75, 0.25, -0.5]], bias [1, 2], x = [1, 0, 2]",
        got=got,
        expected=expected,
    )
    assert close(got, expected), message


@pytest.mark.task_4_7
def test_detour_beside_the_codes_by_hand(student: ModuleType) -> None:
    """A x = 4, B times 4 is [8, 0]; alpha / r = 2 makes that [16, 0] beside the base's output."""
    base, x = rounded_base(), torch.tensor([[1.0, 0.0, 2.0]])
    layer = student.QLoRALinear(base, 1, 2.0)
    set_adapters(layer, [[2.0, 0.0, 1.0]], [[2.0], [0.0]])
    got = (layer(x) - base(x)).tolist()
    message = explain(
        "The detour does not add (alpha / r) B A x.",
        given="A = [[2, 0, 1]], B = [[2], [0]], alpha 2, r 1, x = [1, 0, 2]",
        got=got,
        expected=[[16.0, 0.0]],
    )
    assert close(got, [[16.0, 0.0]]), message


@pytest.mark.task_4_7
def test_state_dict_holds_codes(student: ModuleType) -> None:
    """From 8 to 6 there are 48 int8 numbers, and no float tensor as large as that."""
    state = student.QLoRALinear(nn.Linear(8, 6), 2, 4.0).state_dict().values()
    codes = sum(t.numel() for t in state if t.dtype == torch.int8)
    floats = sum(t.is_floating_point() and t.numel() >= 48 for t in state)
    message = explain(
        "The weight is not kept as int8 codes alone.",
        given="a base from 8 to 6",
        got=f"{codes} int8 numbers, {floats} float tensors of 48 numbers or more",
        expected="48 int8 numbers, 0 float tensors of 48 numbers or more",
    )
    assert (codes, floats) == (48, 0), message


# ------------------------------------------------------------------ 4.8 checkpoints

KINDS: dict[str, type | tuple[type, ...]] = {
    "lora_768_r8": Real,
    "ratio": Real,
    "rank1_4x4": Real,
    "gpt2_c_attn_r8": Real,
    "usual_targets": (list, tuple, set),
    "rank_for_simple_task": str,
    "full_7b_gb": Real,
    "gpt2_gb": Real,
    "share_optimizer_states": Real,
    "fits_24gb": dict,
    "which_problem": dict,
    "codes_with_outlier": (list, tuple),
    "int8_over_bf16": Real,
    "kv_cache_bytes": dict,
    "match": dict,
}


@pytest.mark.task_4_8
def test_every_question_has_an_answer_of_its_kind(student: ModuleType) -> None:
    """Each key holds a plain number, string, list or dict. Whether it is right is not checked."""
    answers = student.checkpoints()
    odd = [name for name, kind in KINDS.items() if not isinstance(answers.get(name), kind)]
    message = explain(
        "Some answers are missing, or of another kind than the stub's comment says.",
        given="the 15 keys of the stub",
        got=", ".join(f"{name}={answers.get(name)!r}" for name in odd),
        expected="numbers for counts and shares, str for words, list and dict where it says so",
    )
    assert not odd, message


@pytest.mark.task_4_8
def test_ratio_fits_the_adapter(student: ModuleType) -> None:
    """The ratio times lora_768_r8 is the 768 x 768 numbers of the whole matrix."""
    answers = student.checkpoints()
    size, ratio = answers["lora_768_r8"], answers["ratio"]
    message = explain(
        "The adapter's size and the ratio do not belong together.",
        given="lora_768_r8 and ratio",
        got=f"{size} and {ratio}",
        expected="their product is 768 x 768 = 589824",
    )
    assert abs(size * ratio - 768 * 768) < 6000, message
