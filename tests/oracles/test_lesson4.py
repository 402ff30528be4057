"""The reference of lesson 4 against independent computations on random inputs.

Torch's own fake quantization, its optimizer and the meta device check the formulas; where peft is
installed, its LoRA is compared too.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import torch
from torch import nn
from transformers import GPT2Config, GPT2LMHeadModel
from transformers.pytorch_utils import Conv1D

from fixtures.micro import tiny_gpt2_lm

ROOT = Path(__file__).parents[2]
SEEDS = (1, 2, 3)


@pytest.fixture(scope="module")
def lesson() -> ModuleType:
    """Return the reference, imported from its file."""
    path = ROOT / "solutions" / "lesson4_lora_quantization" / "lora_quantization.py"
    spec = importlib.util.spec_from_file_location("reference_of_lesson_4", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def random_base(kind: type, fan_in: int, fan_out: int) -> nn.Linear | Conv1D:
    """Return a base of this kind with random weight and bias."""
    base = nn.Linear(fan_in, fan_out) if kind is nn.Linear else Conv1D(fan_out, fan_in)
    for parameter in base.parameters():
        nn.init.normal_(parameter)
    return base


def random_adapters(layer: nn.Module) -> None:
    """Give A and B random numbers."""
    nn.init.normal_(layer.A)
    nn.init.normal_(layer.B)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", [nn.Linear, Conv1D])
def test_lora_adds_a_scaled_sum_of_outer_products(lesson, kind, seed):
    """Output and merged weight are W plus the outer products of B's columns and A's rows."""
    torch.manual_seed(seed)
    base = random_base(kind, 5, 7)
    layer = lesson.LoRALinear(base, 3, 4.5)
    random_adapters(layer)
    a, b = layer.A.detach().double().numpy(), layer.B.detach().double().numpy()
    weight = base.weight.detach().double().numpy()
    weight = weight.T if kind is Conv1D else weight
    whole = weight + 1.5 * sum(np.outer(b[:, k], a[k]) for k in range(3))
    x = torch.randn(2, 4, 5)
    expected = x.double().numpy() @ whole.T + base.bias.detach().double().numpy()
    np.testing.assert_allclose(layer(x).detach().numpy(), expected, rtol=1e-4, atol=1e-4)
    merged = lesson.merge_lora(layer)
    assert type(merged) is kind
    merged_weight = merged.weight.detach().numpy()
    merged_weight = merged_weight.T if kind is Conv1D else merged_weight
    np.testing.assert_allclose(merged_weight, whole, rtol=1e-4, atol=1e-4)


def test_adapters_of_gpt2_small_are_counted(lesson):
    """GPT-2 small has 12 c_attn layers; at rank 8 they have 294,912 trainable numbers."""
    with torch.device("meta"):
        model = GPT2LMHeadModel(GPT2Config())
        found = lesson.inject_lora(model, r=8)
    trainable = sum(p.numel() for p in model.parameters() if p.requires_grad)
    assert (found, trainable) == (12, lesson.checkpoints()["gpt2_c_attn_r8"])


@pytest.mark.parametrize("seed", SEEDS)
def test_injected_gpt2_equals_one_with_merged_weights(lesson, seed):
    """A GPT-2 with trained detours computes what it computes with every detour merged."""
    torch.manual_seed(seed)
    model, ids = tiny_gpt2_lm(seed), torch.randint(1, 61, (3, 7))
    lesson.inject_lora(model, ("c_attn", "mlp.c_proj"), r=2, alpha=3)
    layers = [m for m in model.modules() if isinstance(m, lesson.LoRALinear)]
    for layer in layers:
        random_adapters(layer)
    before = model(ids).logits
    for block in model.transformer.h:
        block.attn.c_attn = lesson.merge_lora(block.attn.c_attn)
        block.mlp.c_proj = lesson.merge_lora(block.mlp.c_proj)
    assert len(layers) == 6
    torch.testing.assert_close(model(ids).logits, before, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_injection_equals_peft(lesson, seed):
    """Peft's LoRA on c_attn, with the same A and B, gives the same logits and the same count."""
    peft = pytest.importorskip("peft", reason="peft is not installed: the formula is checked above")
    ours, theirs = tiny_gpt2_lm(seed), tiny_gpt2_lm(seed)
    lesson.inject_lora(ours, r=4, alpha=6)
    config = peft.LoraConfig(r=4, lora_alpha=6, target_modules=["c_attn"], fan_in_fan_out=True)
    theirs = peft.get_peft_model(theirs, config)
    layers = [m for m in ours.modules() if isinstance(m, lesson.LoRALinear)]
    adapted = [m for m in theirs.modules() if hasattr(m, "lora_A")]
    for layer, other in zip(layers, adapted, strict=True):
        random_adapters(layer)
        other.lora_A["default"].weight.data.copy_(layer.A.data)
        other.lora_B["default"].weight.data.copy_(layer.B.data)
    ids = torch.randint(1, 61, (3, 7))
    torch.testing.assert_close(ours(ids).logits, theirs(ids).logits, rtol=1e-4, atol=1e-4)
    counts = [sum(p.numel() for p in m.parameters() if p.requires_grad) for m in (ours, theirs)]
    assert counts[0] == counts[1]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("bits", [8, 4, 3])
def test_absmax_restores_what_torch_restores(lesson, bits, seed):
    """Codes times scale are torch's fake quantization with the zero point 0."""
    torch.manual_seed(seed)
    w, limit = torch.randn(40, 30), 2 ** (bits - 1) - 1
    codes, scale = lesson.absmax_quantize(w, bits)
    expected = torch.fake_quantize_per_tensor_affine(w, scale.item(), 0, -limit, limit)
    torch.testing.assert_close(codes * scale, expected)
    assert codes.dtype == torch.int8
    assert int(codes.abs().max()) == limit


@pytest.mark.parametrize("seed", SEEDS)
def test_zero_point_restores_what_torch_restores(lesson, seed):
    """Codes less zero point, times scale, are torch's fake quantization of the same range."""
    torch.manual_seed(seed)
    w = torch.randn(40, 30) + 0.5
    codes, scale, zero_point = lesson.zeropoint_quantize(w)
    expected = torch.fake_quantize_per_tensor_affine(w, scale.item(), zero_point, -128, 127)
    torch.testing.assert_close((codes.float() - zero_point) * scale, expected)
    assert {int(codes.min()), int(codes.max())} == {-128, 127}


@pytest.mark.parametrize("seed", SEEDS)
def test_qlora_restores_what_torch_restores(lesson, seed):
    """The quantized base is torch's fake quantization per channel, with the detour added."""
    torch.manual_seed(seed)
    base = random_base(nn.Linear, 12, 9)
    layer = lesson.QLoRALinear(base, 3, 4.5)
    random_adapters(layer)
    scales = base.weight.detach().abs().amax(dim=1) / 127
    zeros = torch.zeros(9, dtype=torch.int32)
    weight = torch.fake_quantize_per_channel_affine(
        base.weight.detach(), scales, zeros, 0, -127, 127
    )
    x = torch.randn(2, 4, 12)
    expected = x @ (weight + 1.5 * layer.B @ layer.A).T + base.bias
    torch.testing.assert_close(layer(x), expected, rtol=1e-4, atol=1e-4)


def test_memory_is_what_tensors_take(lesson):
    """Weights and gradients in bfloat16 and AdamW's states in float32 take the bytes counted."""
    model = nn.Sequential(nn.Linear(30, 20), nn.Linear(20, 10))
    model[0].requires_grad_(False)
    trainable = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trainable)
    model(torch.randn(4, 30)).sum().backward()
    optimizer.step()
    states = [
        tensor.numel() * tensor.element_size()
        for state in optimizer.state.values()
        for name, tensor in state.items()
        if name != "step"
    ]
    model.to(torch.bfloat16)
    counted = lesson.training_memory(
        sum(p.numel() for p in model.parameters()), sum(p.numel() for p in trainable)
    )
    weights = sum(p.numel() * p.element_size() for p in model.parameters())
    gradients = sum(p.grad.numel() * p.grad.element_size() for p in trainable)
    assert counted["weights"] == weights
    assert counted["gradients"] == gradients
    assert counted["optimizer"] == sum(states)


def test_answers_follow_from_the_functions(lesson):
    """The numbers of the checkpoints are what the lesson's functions compute."""
    answers = lesson.checkpoints()
    full = lesson.training_memory(7 * 10**9)
    qlora = lesson.training_memory(7 * 10**9 + 4_190_000, 4_190_000, 4)["total"]
    codes, _ = lesson.absmax_quantize(torch.tensor([-0.1, 0.05, 0.02, -0.03, 8.5]))
    layer = lesson.LoRALinear(nn.Linear(768, 768, bias=False), 8, 8)
    adapter = layer.A.numel() + layer.B.numel()
    assert answers["full_7b_gb"] == pytest.approx(full["total"] / 1e9)
    assert answers["gpt2_gb"] == pytest.approx(
        lesson.training_memory(124_439_808)["total"] / 1e9, rel=0.01
    )
    assert answers["share_optimizer_states"] == pytest.approx(full["optimizer"] / full["total"])
    assert answers["fits_24gb"] == {"full": full["total"] <= 24e9, "qlora": qlora <= 24e9}
    assert answers["codes_with_outlier"] == codes.tolist()
    assert answers["lora_768_r8"] == adapter
    assert answers["ratio"] == layer.base.weight.numel() / adapter
    cache = torch.empty(2, 32, 4096, 4096, dtype=torch.float16, device="meta")
    assert answers["kv_cache_bytes"]["fp16"] == cache.numel() * cache.element_size()
    assert answers["kv_cache_bytes"]["int8"] == cache.numel()
