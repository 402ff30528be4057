"""Lesson 4 probes. They run in the sandbox beside the student's code and hold no answers.

A probe builds its inputs from the generator it is handed, calls the student's code and records what
happened. It never judges. A student's adapter matrices are found by their shapes, whatever their
names and whichever way round they are stored, and get numbers that the probe knows.
"""

from __future__ import annotations

import math
import weakref
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers.pytorch_utils import Conv1D

from autograder.observation import Raised
from autograder.sandbox.probing import (
    Record,
    answers,
    draw,
    flags,
    scramble_flags,
    shuffled,
    uniform,
)
from autograder.sandbox.recorder import (
    as_json,
    call,
    fingerprint,
    probe,
    reseed,
)
from fixtures.micro import tiny_gpt2_lm

Layer = nn.Linear | Conv1D


class SineDetour(nn.Module):
    """Stand in for `LoRALinear`: a detour of another form, frozen base and trainable A and B."""

    def __init__(self, base: Layer, r: int, alpha: float, dropout: float = 0.0) -> None:
        super().__init__()
        fan_in, fan_out = _sizes(base)
        self.base = base.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(r, fan_in))
        self.B = nn.Parameter(torch.zeros(fan_out, r))
        self.strength = alpha + 0.3 * r

    def forward(self, x: Tensor) -> Tensor:
        """Return the base's output plus a bounded detour."""
        return self.base(x) + torch.sin(self.strength * (x @ self.A.T)) @ self.B.T


def coarse_codes(w: Tensor, bits: int = 8) -> tuple[Tensor, Tensor]:
    """Stand in for `absmax_quantize`: codes and a scale, by a rule of its own."""
    w = w.detach().float()
    scale = 0.3 * w.abs().mean() + 0.05
    return (w / scale).clamp(-100, 90).to(torch.int8), scale


STAND_INS: dict[str, Callable[..., object]] = {
    "LoRALinear": SineDetour,
    "absmax_quantize": coarse_codes,
}


class Adapters(NamedTuple):
    """The two adapter matrices of a layer, and the shapes in which they are recorded."""

    a: nn.Parameter
    b: nn.Parameter
    shape_a: tuple[int, int]
    shape_b: tuple[int, int]

    def numbers(self) -> dict[str, Tensor]:
        """Return both matrices in the recorded orientation."""
        return {"A": _upright(self.a, self.shape_a), "B": _upright(self.b, self.shape_b)}

    def flags(self) -> Tensor:
        """Return requires_grad of A and B."""
        return torch.tensor([int(self.a.requires_grad), int(self.b.requires_grad)])

    def gradients(self) -> Record:
        """Return both gradients in the recorded orientation."""
        return {
            "grad of A": _upright(self.a.grad, self.shape_a),
            "grad of B": _upright(self.b.grad, self.shape_b),
        }


# ------------------------------------------------------------------ 4.1 LoRALinear


@probe("4.1")
def lora_census(student: ModuleType, rng: torch.Generator) -> Record:
    """Count what is trainable in layers of three kinds, whose bases arrive trainable."""
    record: Record = {}
    bases = {
        "linear": _linear(rng, *_rectangle(rng)),
        "linear without bias": _linear(rng, *_rectangle(rng), bias=False),
        "Conv1D": _conv1d(rng, *_rectangle(rng)),
    }
    for words, base in bases.items():
        layer = call(student.LoRALinear, base, draw(rng, 2, 4), 5.0)
        if isinstance(layer, Raised):
            record[f"trainable numbers, {words}"] = layer
            continue
        record[f"trainable numbers, {words}"] = _trainable(layer)
        record[f"trainable numbers of the base, {words}"] = _trainable(base)
    return record


@probe("4.1")
def lora_start(student: ModuleType, rng: torch.Generator) -> Record:
    """Look at a new layer: its output, and whether it can learn.

    A matrix that is not zero gets known numbers before the output is recorded.
    """
    r = draw(rng, 2, 4)
    base = _linear(rng, *_rectangle(rng))
    layer = call(student.LoRALinear, base, r, 7.0)
    if isinstance(layer, Raised):
        return {"output": layer}
    found = _find(layer, base, r)
    x = torch.randn(9, _sizes(base)[0], generator=rng)
    call(lambda: layer(x).square().sum().backward())
    pair = () if found is None else (found.a, found.b)
    record: Record = {
        "ranks of the two matrices": _ranks(pair),
        "ranks of their gradients": _ranks([p.grad for p in pair if p.grad is not None]),
    }
    _load(layer, base, r, rng, keep_zeros=True)
    return {**record, "output": call(layer, x)}


@probe("4.1")
def lora_reach(student: ModuleType, rng: torch.Generator) -> Record:
    """Fill the zero matrix of a new layer and see where the other one, as it is, can lead."""
    fan_in, fan_out = _wide(rng)
    r = draw(rng, 2, 4)
    base = _linear(rng, fan_in, fan_out)
    return _reach(call(student.LoRALinear, base, r, 7.0), base, r, rng)


@probe("4.1")
def lora_linear(student: ModuleType, rng: torch.Generator) -> Record:
    """Run an nn.Linear with a detour twice on one input of three axes."""
    return _forward(student, _linear(rng, *_rectangle(rng)), 3, 7.0, rng)


@probe("4.1")
def lora_without_bias(student: ModuleType, rng: torch.Generator) -> Record:
    """Run an nn.Linear without bias."""
    return _forward(student, _linear(rng, *_rectangle(rng), bias=False), 2, 5.0, rng)


@probe("4.1")
def lora_small_alpha(student: ModuleType, rng: torch.Generator) -> Record:
    """Run with an alpha smaller than the rank, and no whole number."""
    return _forward(student, _linear(rng, *_rectangle(rng)), 4, uniform(rng, 1.2, 2.8), rng)


@probe("4.1")
def lora_rank_one(student: ModuleType, rng: torch.Generator) -> Record:
    """Run with rank 1."""
    return _forward(student, _linear(rng, *_rectangle(rng)), 1, uniform(rng, 2.5, 6.5), rng)


@probe("4.1")
def lora_conv1d(student: ModuleType, rng: torch.Generator) -> Record:
    """Run a Conv1D with a detour."""
    return _forward(student, _conv1d(rng, *_rectangle(rng)), 3, 7.0, rng)


@probe("4.1")
def lora_square(student: ModuleType, rng: torch.Generator) -> Record:
    """Run a square nn.Linear and a square Conv1D, on which a transpose does not crash."""
    linear = _forward(student, _linear(rng, 6, 6), 3, 7.0, rng)
    conv1d = _forward(student, _conv1d(rng, 6, 6), 3, 7.0, rng)
    return {
        **{f"{key}, linear": value for key, value in linear.items()},
        **{f"{key}, Conv1D": value for key, value in conv1d.items()},
    }


@probe("4.1")
def lora_shapes(student: ModuleType, rng: torch.Generator) -> Record:
    """Run inputs of one, two and four axes through both kinds of layers."""
    record: Record = {}
    for words, make in (("linear", _linear), ("Conv1D", _conv1d)):
        fan_in, fan_out = _rectangle(rng)
        layer, _ = _adapted(student, make(rng, fan_in, fan_out), 3, 4.0, rng)
        for front in ((), (4,), (2, 3, 4)):
            x = torch.randn(*front, fan_in, generator=rng)
            record[f"output, {len(front) + 1} axes, {words}"] = _run(layer, x)
    return record


@probe("4.1")
def lora_gradient(student: ModuleType, rng: torch.Generator) -> Record:
    """Send a gradient back to A, B and the input, then take a step with it."""
    base = _linear(rng, *_rectangle(rng))
    layer, adapters = _adapted(student, base, 3, 7.0, rng)
    return _learn(layer, adapters, base, rng)


@probe("4.1")
def lora_gradient_conv1d(student: ModuleType, rng: torch.Generator) -> Record:
    """Send a gradient back through a Conv1D with a detour."""
    base = _conv1d(rng, *_rectangle(rng))
    layer, adapters = _adapted(student, base, 2, 3.0, rng)
    return _learn(layer, adapters, base, rng)


@probe("4.1")
def lora_dropout_train(student: ModuleType, rng: torch.Generator) -> Record:
    """Run unit vectors many times in train mode, with dropout."""
    return _detour_spread(student, rng, training=True)


@probe("4.1")
def lora_dropout_eval(student: ModuleType, rng: torch.Generator) -> Record:
    """Run unit vectors many times in eval mode, with dropout."""
    return _detour_spread(student, rng, training=False)


@probe("4.1")
def lora_bfloat16(student: ModuleType, rng: torch.Generator) -> Record:
    """Run a bfloat16 base."""
    base = _linear(rng, *_rectangle(rng)).to(torch.bfloat16)
    layer, adapters = _adapted(student, base, 3, 7.0, rng)
    x = torch.randn(4, _sizes(base)[0], generator=rng).to(torch.bfloat16)
    dtypes = "none" if adapters is None else f"{adapters.a.dtype}, {adapters.b.dtype}"
    return {"output": _run(layer, x), "dtypes of A and B": dtypes}


@probe("4.1")
def lora_shares_base(student: ModuleType, rng: torch.Generator) -> Record:
    """Adapt two bases, then edit them outside and run the layers."""
    record: Record = {}
    for words, make in (("linear", _linear), ("Conv1D", _conv1d)):
        base = make(rng, *_rectangle(rng))
        layer, _ = _adapted(student, base, 3, 5.0, rng)
        record[f"base afterwards, {words}"] = _fingerprint(base)
        with torch.no_grad():
            for parameter in (base.weight, base.bias):
                parameter.mul_(1 + torch.rand((), generator=rng))
        x = torch.randn(3, _sizes(base)[0], generator=rng)
        record[f"output after the base was edited, {words}"] = _run(layer, x)
    return record


def _forward(
    student: ModuleType, base: Layer, r: int, alpha: float, rng: torch.Generator
) -> Record:
    layer, _ = _adapted(student, base, r, alpha, rng)
    x = torch.randn(2, 5, _sizes(base)[0], generator=rng)
    return {
        "output": _run(layer, x),
        "output of a second call": _run(layer, x),
        "output in train mode": _run(layer if isinstance(layer, Raised) else layer.train(), x),
        "base afterwards": _fingerprint(base),
        "input afterwards": fingerprint({"x": x}),
    }


def _learn(
    layer: nn.Module | Raised, adapters: Adapters | None, base: Layer, rng: torch.Generator
) -> Record:
    """Record the gradients of a weighted output, and the output after a step along them."""
    if isinstance(layer, Raised):
        return {"grad of x": layer}
    x = torch.randn(2, 5, _sizes(base)[0], generator=rng, requires_grad=True)
    weights = torch.randn(2, 5, _sizes(base)[1], generator=rng)
    sent = call(lambda: (layer(x) * weights).sum().backward())
    record: Record = {"grad of x": x.grad if x.grad is not None else "no gradient"}
    if isinstance(sent, Raised):
        record["grad of x"] = sent
    record |= (
        dict.fromkeys(("grad of A", "grad of B"), "no gradient")
        if adapters is None
        else adapters.gradients()
    )
    left = sum(p.grad is not None for p in base.parameters())
    stepped = call(_step, layer)
    output = stepped if isinstance(stepped, Raised) else _run(layer, x.detach())
    return {**record, "gradients left on the base": left, "output after a step": output}


def _step(layer: nn.Module) -> None:
    """Take one step of SGD on all that is trainable and has a gradient."""
    with torch.no_grad():
        for parameter in layer.parameters():
            if parameter.requires_grad and parameter.grad is not None:
                parameter -= 0.1 * parameter.grad


def _detour_spread(student: ModuleType, rng: torch.Generator, *, training: bool) -> Record:
    """Record the largest and the smallest that each number of the detour comes out as.

    Which inputs are dropped is chance; between which numbers the detour jumps is not. A unit vector
    has one input that can be dropped, so its detour should be there as a whole, or not at all.
    """
    base = _linear(rng, *_rectangle(rng))
    p = draw(rng, 30, 55) / 100
    layer, _ = _adapted(student, base, 3, 7.0, rng, dropout=p)
    if isinstance(layer, Raised):
        return {"largest detour": layer, "smallest detour": layer}
    layer.train(training)
    reseed(draw(rng, 0, 1 << 30))
    x = torch.eye(_sizes(base)[0]).repeat(512, 1, 1)
    output = call(layer, x)
    if not isinstance(output, Tensor) or output.shape[:2] != x.shape[:2]:
        return {"largest detour": output, "smallest detour": output}
    with torch.no_grad():
        detour = output - F.linear(x, base.weight, base.bias)  # (512, in, out)
    size = detour.norm(dim=-1)
    full = detour.gather(0, size.argmax(dim=0)[None, :, None].expand(1, -1, detour.shape[-1]))
    slack = 1e-3 * size.max()
    whole = (size < slack) | ((detour - full).norm(dim=-1) < slack)
    return {
        "largest detour": detour.amax(dim=0),
        "smallest detour": detour.amin(dim=0),
        "dropped as a whole": bool(whole.all()),
    }


def _reach(layer: nn.Module | Raised, base: Layer, r: int, rng: torch.Generator) -> Record:
    """Record the signs of a detour through the matrix that a new layer's author filled.

    A pseudo-inverse sends drawn numbers through that matrix, whatever it holds, and gets them back
    only if it has full rank. The other matrix is known, so every right start has the same signs.
    """
    key = "signs of the detour"
    if isinstance(layer, Raised):
        return {key: layer}
    fan_in, fan_out = _sizes(base)
    codes, reads = torch.randn(12, r, generator=rng), torch.randn(r, fan_in, generator=rng)
    writes = torch.randn(fan_out, r, generator=rng)
    found = _find(layer, base, r)
    if found is None:
        return {key: "no adapters"}
    a, b = (matrix.detach().clone() for matrix in found.numbers().values())
    mirrored = bool(b.any()) and not a.any()
    size = float((b if mirrored else a).norm()) or 1.0  # as small as the author likes
    x = codes @ _inverse(reads).T if mirrored else size * codes @ _inverse(a).T
    filled, values = (found.a, reads) if mirrored else (found.b, writes / size)
    detour = call(_added, layer, base, x, filled, values)
    if not isinstance(detour, Tensor):
        return {key: detour}
    if mirrored:
        detour = call(lambda: detour @ _inverse(b).T @ writes.T)
    return {key: call(_signs, detour, codes @ writes.T)}


def _inverse(matrix: Tensor) -> Tensor:
    """Return the pseudo-inverse of a matrix of float32, computed in float64."""
    return torch.linalg.pinv(matrix.double(), rtol=1e-5).float()


@torch.no_grad()
def _added(
    layer: nn.Module, base: Layer, x: Tensor, matrix: nn.Parameter, values: Tensor
) -> Tensor:
    """Return by how much the output changes when a matrix of zeros gets these values."""
    _silence_biases(layer, base)
    matrix.zero_()
    before = layer(x.clone())
    matrix.copy_(values if matrix.shape == values.shape else values.T)
    return layer(x.clone()) - before


def _signs(values: Tensor, scale: Tensor) -> Tensor:
    """Return the signs where `scale` is far from zero; where it is largest, the sign is its own.

    So neither the factor of a detour nor its sign, which other probes watch, is recorded here.
    """
    signs, place = values.nan_to_num().sign(), scale.abs().argmax()
    turned = signs * signs.flatten()[place] * scale.sign().flatten()[place]
    far = scale.abs() > 0.2 * scale.abs().max()
    return (turned * far).to(torch.int64)


def _ranks(matrices: Iterable[Tensor]) -> str:
    """Return the ranks, smallest first: it is not said which of the two matrices is which."""
    return str(sorted(int(torch.linalg.matrix_rank(m.detach().float())) for m in matrices))


# ------------------------------------------------------------------ 4.2 merge_lora


@probe("4.2")
def merge_linear(student: ModuleType, rng: torch.Generator) -> Record:
    """Merge a detour into an nn.Linear."""
    return _merge(student, _linear(rng, *_rectangle(rng)), rng)


@probe("4.2")
def merge_conv1d(student: ModuleType, rng: torch.Generator) -> Record:
    """Merge a detour into a Conv1D."""
    return _merge(student, _conv1d(rng, *_rectangle(rng)), rng)


@probe("4.2")
def merge_square_linear(student: ModuleType, rng: torch.Generator) -> Record:
    """Merge a detour into a square nn.Linear."""
    return _merge(student, _linear(rng, 6, 6), rng)


@probe("4.2")
def merge_square_conv1d(student: ModuleType, rng: torch.Generator) -> Record:
    """Merge a detour into a square Conv1D."""
    return _merge(student, _conv1d(rng, 6, 6), rng)


@probe("4.2")
def merge_without_bias(student: ModuleType, rng: torch.Generator) -> Record:
    """Merge a detour into an nn.Linear without bias."""
    return _merge(student, _linear(rng, *_rectangle(rng), bias=False), rng)


@probe("4.2")
def merge_twice(student: ModuleType, rng: torch.Generator) -> Record:
    """Merge twice, in train mode and with dropout, and look at the adapted layer afterwards.

    Of the base's two parameters one is trainable, and of the two matrices as well.
    """
    base = _linear(rng, *_rectangle(rng))
    numbers = _known(base, 3, rng.clone_state())
    layer, found = _adapted(student, base, 3, 7.0, rng, own=True, dropout=0.4)
    # A layer in which no matrices can be found is a mistake in 4.1: nothing is claimed of them here.
    apart = Adapters(*map(nn.Parameter, numbers), *(matrix.shape for matrix in numbers))
    scramble_flags(base, rng)
    for matrix, trains in zip((found or apart)[:2], shuffled([True, False], rng), strict=True):
        matrix.requires_grad_(trains)
    layer.train()
    merged = [call(student.merge_lora, layer) for _ in range(2)]
    left = _find(layer, base, 3) if found else apart
    record: Record = {
        "base afterwards": _fingerprint(base),
        "flags of the base": flags(base),
        "adapters afterwards": fingerprint(left.numbers()) if left else "no adapters",
        "flags of the adapters": left.flags() if left else "no adapters",
        "the layer's parts are in train mode": bool(_modes(layer.modules()).all()),
    }
    detour = _own_detour(student, layer.eval(), base)
    return {
        **record,
        "weight 1": _weight(merged[0], detour),
        "weight 2": _weight(merged[1], detour),
    }


@probe("4.2")
def merge_bfloat16(student: ModuleType, rng: torch.Generator) -> Record:
    """Merge a detour into layers of bfloat16, whose weights are large beside the detour."""
    record: Record = {}
    for words, make in (("linear", _linear), ("Conv1D", _conv1d)):
        base = make(rng, *_rectangle(rng)).to(torch.bfloat16)
        merged = _merge(student, base, rng)
        kept = ("kind", "weight", "bias", "base afterwards")
        record |= {f"{key}, {words}": merged[key] for key in kept}
    return record


@probe("4.2")
def merge_new_memory(student: ModuleType, rng: torch.Generator) -> Record:
    """Merge, wipe out the merged layer, and see what is left of the base, and of the mode.

    Of the two layers one arrives in train mode, the other in eval mode.
    """
    record: Record = {}
    kinds = (("linear", _linear), ("Conv1D", _conv1d))
    for (words, make), training in zip(kinds, shuffled([True, False], rng), strict=True):
        base = make(rng, *_rectangle(rng))
        layer, _ = _adapted(student, base, 2, 5.0, rng, own=True)
        merged = call(student.merge_lora, layer.train(training))
        record |= {
            f"the layer is in train mode, {words}": layer.training,
            f"parameters wiped, {words}": call(_wipe, merged),
            f"base afterwards, {words}": _fingerprint(base),
        }
    return record


def _merge(student: ModuleType, base: Layer, rng: torch.Generator) -> Record:
    layer, _ = _adapted(student, base, 3, 7.0, rng, own=True)
    merged = call(student.merge_lora, layer)
    kind = {nn.Linear: "Linear", Conv1D: "Conv1D"}.get(type(merged), "neither of the two")
    bias = getattr(merged, "bias", "no such attribute")
    detour = _own_detour(student, layer, base)
    x = torch.randn(4, _sizes(base)[0], generator=rng).to(base.weight.dtype)
    return {
        "kind": merged if isinstance(merged, Raised) else kind,
        "weight": _weight(merged, detour),
        "bias": merged if isinstance(merged, Raised) else "none" if bias is None else bias,
        "output": _merged_output(merged, detour, x),
        "base afterwards": _fingerprint(base),
    }


def _merged_output(merged: object, detour: Tensor | None, x: Tensor) -> object:
    """Return what a merged layer computes, less what the detour adds, as far as it was measured."""
    output = _run(merged, x)
    if detour is None or not isinstance(output, Tensor):
        return output
    return call(lambda: output - x @ detour)


def _weight(merged: object, detour: Tensor | None) -> object:
    """Return the weight of a merged layer, less the detour as it was measured, if it was."""
    weight = merged if isinstance(merged, Raised) else getattr(merged, "weight", None)
    if detour is None or not isinstance(weight, Tensor):
        return weight
    turned = detour if weight.shape == detour.shape and type(merged) is Conv1D else detour.T
    return call(lambda: weight - turned)


def _own_detour(student: ModuleType, layer: nn.Module, base: Layer) -> Tensor | None:
    """Measure what the student's own layer adds, (in, out), where stand-ins are in place.

    With a stand-in, merging is judged by the layer that the student wrote, whatever it computes.
    """
    if student.LoRALinear is not SineDetour:
        return None
    eye = torch.eye(_sizes(base)[0], dtype=base.weight.dtype)
    with torch.no_grad():
        return call(lambda: layer(eye) - base(eye))


def _wipe(layer: nn.Module) -> int:
    """Set every parameter of the layer to zero and return how many numbers these are."""
    parameters = list(layer.parameters())
    with torch.no_grad():
        for parameter in parameters:
            parameter.zero_()
    return sum(p.numel() for p in parameters)


_own_layer: list[type] = []  # the student's own class, as the first pass without stand-ins saw it


# ------------------------------------------------------------------ 4.3 inject_lora


class Branches(nn.Module):
    """Layers side by side under telling names, each with sizes of its own.

    Every layer reads as many of the input's numbers as it needs; the outputs are joined.
    """

    SIZES = (
        ("v_proj", nn.Linear, 5, 8),
        ("attn.v_proj", Conv1D, 6, 9),
        ("attn.gate_v_proj", nn.Linear, 10, 16),
        ("mlp.v_proj", nn.Linear, 7, 11),
        ("mlp.v_proj_2", Conv1D, 12, 17),
        ("blocks.0.attn.c_proj", Conv1D, 13, 18),
        ("blocks.0.mlp.c_proj", nn.Linear, 14, 19),
        ("blocks.1.attn.c_proj", nn.Linear, 15, 20),
        ("blocks.1.attn_c_proj", nn.Linear, 3, 21),
    )

    def __init__(self, rng: torch.Generator) -> None:
        super().__init__()
        self.blocks = nn.ModuleList([_folder("attn", "mlp"), _folder("attn")])
        self.attn, self.mlp, self.norm = _folder(), _folder(), _folder()
        for name, kind, fan_in, fan_out in self.SIZES:
            parent, _, child = name.rpartition(".")
            make = _conv1d if kind is Conv1D else _linear
            setattr(self.get_submodule(parent), child, make(rng, fan_in, fan_out))
        self.norm.v_proj = nn.LayerNorm(4)  # answers to the name, and is no layer of the kind

    def forward(self, x: Tensor) -> Tensor:
        """Return all outputs, joined, of a float (batch, 20)."""
        parts = [self.get_submodule(name)(x[:, :size]) for name, _, size, _ in self.SIZES]
        return torch.cat([*parts, self.norm.v_proj(x[:, :4])], dim=-1)


class Chain(nn.Module):
    """Three nn.Linear, one after the other."""

    def __init__(self, rng: torch.Generator) -> None:
        super().__init__()
        self.up, self.middle, self.down = (
            _linear(rng, *sizes) for sizes in ((5, 8), (8, 13), (13, 4))
        )

    def forward(self, x: Tensor) -> Tensor:
        """Return a float (..., 4) of a float (..., 5)."""
        return self.down(torch.tanh(self.middle(self.up(x))))


@probe("4.3")
def inject_gpt2(student: ModuleType, rng: torch.Generator) -> Record:
    """Inject into two GPT-2s of different depth with the defaults, and look before training."""
    record: Record = {}
    for layers in shuffled([2, 3], rng):
        model = tiny_gpt2_lm(rng, layers=layers, std=0.2)
        original, modules = dict(model.named_parameters()), list(model.modules())
        x = _ids(rng)
        record |= {
            f"layers found, depth {layers}": call(student.inject_lora, model),
            f"modes of what was there, depth {layers}": _modes(modules),
            f"output at the start, depth {layers}": _logits(model, x),
            f"trainable numbers, depth {layers}": _trainable(model),
            f"flags of what was there, depth {layers}": _flags(original),
        }
        _fill(model, original, 4)
        record[f"output, adapters filled, depth {layers}"] = _logits(model, x)
    return record


@probe("4.3")
def inject_arguments(student: ModuleType, rng: torch.Generator) -> Record:
    """Inject into a wider GPT-2 with a rank, an alpha and targets of its own, a list."""
    model = tiny_gpt2_lm(rng, layers=2, width=24, heads=3, std=0.2)
    original = dict(model.named_parameters())
    r, x = draw(rng, 2, 3), _ids(rng)
    alpha = uniform(rng, 4.2, 7.8)
    found = call(student.inject_lora, model, ["c_attn", "c_fc"], r=r, alpha=alpha)
    record: Record = {"layers found": found, "trainable numbers": _trainable(model)}
    _fill(model, original, r)
    return {**record, "output": _logits(model, x)}


@probe("4.3")
def inject_names(student: ModuleType, rng: torch.Generator) -> Record:
    """Inject under plain, dotted, whole, overlapping and missing names, in random order."""
    wanted = [
        ("v_proj",),
        ("attn.c_proj",),
        ("c_proj", "attn.c_proj", "attn.v_proj"),
        ("blocks.1.attn.c_proj", "proj"),
        ("v_proj_2", "mlp.v_proj"),
    ]
    record: Record = {}
    for number, targets in enumerate(shuffled(wanted, rng), start=1):
        model = Branches(rng)
        original = dict(model.named_parameters())
        record[f"layers found, model {number}"] = call(student.inject_lora, model, targets, 2, 5)
        record[f"trainable numbers, model {number}"] = _trainable(model)
        record[f"flags of what was there, model {number}"] = _flags(original)
        _fill(model, original, 2)
        x = torch.randn(3, 20, generator=rng)
        record[f"output, model {number}"] = _run(model, x)
    return record


@probe("4.3")
def inject_linear_model(student: ModuleType, rng: torch.Generator) -> Record:
    """Inject into a model whose layers are all nn.Linear."""
    model = Chain(rng)
    original = dict(model.named_parameters())
    record: Record = {
        "layers found": call(student.inject_lora, model, ("up", "down"), r=3, alpha=7),
        "trainable numbers": _trainable(model),
        "flags of what was there": _flags(original),
    }
    _fill(model, original, 3)
    x = torch.randn(6, 5, generator=rng)
    return {**record, "output": _run(model, x)}


@probe("4.3")
def inject_learns(student: ModuleType, rng: torch.Generator) -> Record:
    """Inject, give the adapters known numbers, and take two steps on all that is trainable.

    Small models take them from the untouched start as well, in random order with and without a
    learning rate.
    """
    model = tiny_gpt2_lm(rng, layers=2, std=0.2)
    original = dict(model.named_parameters())
    x, labels = _ids(rng), _ids(rng)
    found = call(student.inject_lora, model, r=3, alpha=6)
    if isinstance(found, Raised):
        return {"loss 1": found}
    _fill(model, original, 3)
    trainable = [p for p in model.parameters() if p.requires_grad]
    record: Record = {}
    for number in (1, 2):
        loss = call(_language_loss, model, x, labels)
        record[f"loss {number}"] = loss
        call(_descend, loss, trainable)
    for number, rate in enumerate(shuffled([0.1, 0.1, 0.0], rng), start=1):
        chain, numbers = Chain(rng), torch.randn(6, 5, generator=rng)
        call(student.inject_lora, chain, ("up", "down"), r=3, alpha=7)
        record[f"two steps change the output, model {number}"] = _moves(chain, numbers, rate)
    return {
        **record,
        "output": _logits(model, x),
        "pretrained weights afterwards": fingerprint(original),
    }


@probe("4.3")
def inject_nothing(student: ModuleType, rng: torch.Generator) -> Record:
    """Inject under names that match and names that do not, in random order."""
    record: Record = {}
    wanted = [("v_proj",), ("q_proj",), (), ("attn",), ("norm",), ("c_proj",)]
    for number, targets in enumerate(shuffled(wanted, rng), start=1):
        model = Branches(rng).train(bool(draw(rng, 0, 1)))
        original, modules = dict(model.named_parameters()), list(model.modules())
        record |= {
            f"layers found, model {number}": call(student.inject_lora, model, targets),
            f"modes of what was there, model {number}": _modes(modules),
            f"flags of what was there, model {number}": _flags(original),
            f"trainable numbers, model {number}": _trainable(model),
        }
        x = torch.randn(3, 20, generator=rng)
        record[f"output, model {number}"] = _run(model, x)
    return record


@probe("4.3")
def inject_rests(student: ModuleType, rng: torch.Generator) -> Record:
    """Inject where nothing matches, and train a head behind the model with all that is trainable.

    The step has the same length for all of it together, so whatever learns besides the head slows
    the head down.
    """
    record: Record = {}
    for number, targets in enumerate(shuffled([("q_proj",), (), ("k_proj",)], rng), start=1):
        model, x = Branches(rng), torch.randn(3, 20, generator=rng)
        scramble_flags(model, rng)
        head = _linear(rng, sum(size for *_, size in Branches.SIZES) + 4, 2)
        original = dict(model.named_parameters())
        found = call(student.inject_lora, model, targets)
        _fill(model, original, 4)
        call(_stride, nn.Sequential(model, head), x)
        record |= {
            f"head after a step, model {number}": (
                found if isinstance(found, Raised) else fingerprint(dict(head.named_parameters()))
            ),
            f"weights afterwards, model {number}": fingerprint(original),
        }
    return record


def _folder(*names: str) -> nn.ModuleDict:
    return nn.ModuleDict({name: nn.ModuleDict() for name in names})


def _fill(model: nn.Module, original: dict[str, Tensor], r: int) -> None:
    """Give every new matrix known numbers, which depend on its two sizes alone."""
    known = {id(parameter) for parameter in original.values()}
    with torch.no_grad():
        for parameter in model.parameters():
            if id(parameter) in known or parameter.dim() != 2 or r not in parameter.shape:
                continue
            size = parameter.numel() // r
            generator = torch.Generator().manual_seed(1000 * r + size)
            values = 0.4 * torch.randn(r, size, generator=generator)
            parameter.copy_(values if parameter.shape == (r, size) else values.T)


def _ids(rng: torch.Generator) -> Tensor:
    return torch.randint(1, 61, (3, 7), generator=rng)


def _logits(model: nn.Module, ids: Tensor) -> object:
    """Return the model's scores for the last position, (batch, vocab)."""
    with torch.no_grad():
        return call(lambda: model(ids).logits[:, -1])


def _language_loss(model: nn.Module, ids: Tensor, labels: Tensor) -> Tensor:
    return F.cross_entropy(model(ids).logits.transpose(1, 2), labels)


def _descend(loss: Tensor, parameters: list[nn.Parameter]) -> None:
    """Take one step, small enough that the rounding of one idiom does not grow into another answer."""
    found = torch.autograd.grad(loss, parameters, allow_unused=True)
    with torch.no_grad():
        for parameter, grad in zip(parameters, found, strict=True):
            if grad is not None:
                parameter -= 0.1 * grad


def _moves(model: nn.Module, x: Tensor, rate: float) -> object:
    """Say whether two steps on all that is trainable change the output.

    All steps are of the same length, like Adam's first, so that a start may be as small as it likes.
    """
    before = _run(model, x)
    for _ in range(2):
        call(lambda: model(x).square().mean().backward())
        with torch.no_grad():
            for parameter in model.parameters():
                if parameter.requires_grad and parameter.grad is not None:
                    parameter -= rate * parameter.grad.sign()
                    parameter.grad = None
    same = call(torch.allclose, before, _run(model, x), atol=1e-4)
    return same if isinstance(same, Raised) else not same


def _stride(model: nn.Module, x: Tensor) -> None:
    """Take one step of length 1 on all that is trainable, towards an output of zero."""
    trainable = [parameter for parameter in model.parameters() if parameter.requires_grad]
    found = torch.autograd.grad(model(x).square().mean(), trainable, allow_unused=True)
    moved = [(p, grad) for p, grad in zip(trainable, found, strict=True) if grad is not None]
    length = torch.stack([grad.norm() for _, grad in moved]).norm()
    with torch.no_grad():
        for parameter, grad in moved:
            parameter -= grad / length


# ------------------------------------------------------------------ 4.4 absmax_quantize


@probe("4.4")
def absmax_codes(student: ModuleType, rng: torch.Generator) -> Record:
    """Quantize two matrices whose largest weight is positive."""
    return {
        **_absmax(student, _grid(rng, (4, 6), sign=1), words=", first"),
        **_absmax(student, _grid(rng, (3, 5), sign=1), words=", second"),
    }


@probe("4.4")
def absmax_negative(student: ModuleType, rng: torch.Generator) -> Record:
    """Quantize a matrix whose largest weight is negative."""
    return _absmax(student, _grid(rng, (5, 7), sign=-1))


@probe("4.4")
def absmax_bits(student: ModuleType, rng: torch.Generator) -> Record:
    """Quantize to 4 bits, and to another number of bits."""
    record: Record = {}
    for words, bits in (("4 bits", 4), ("other bits", shuffled([3, 5, 6, 7], rng)[0])):
        w = _grid(rng, (4, 6), limit=2 ** (bits - 1) - 1, sign=_sign(rng))
        record |= _absmax(student, w, bits, words=f", {words}")
    return record


@probe("4.4")
def absmax_zeros(student: ModuleType, rng: torch.Generator) -> Record:
    """Quantize tensors of zeros and others, in random order.

    The others have a largest weight of 0, a smallest of 0, or a sum of 0: no sign of zeros alone.
    """
    record: Record = {}
    given: dict[str, Tensor] = {}
    one_sided = [sign * _grid(rng, (3,)).abs() for sign in (-1, 1)]
    for row in one_sided:
        row[row.abs().argmin()] = 0
    opposite = uniform(rng, 1.0, 9.0) * torch.tensor([1.0, -1.0])
    tensors = [torch.zeros(2, 3), torch.zeros(2, 3), _grid(rng, (2, 3)), *one_sided, opposite]
    for number, w in enumerate(shuffled(tensors, rng), start=1):
        given[f"tensor {number}"] = w
        record |= _absmax(student, w, words=f", tensor {number}")
    record["all tensors afterwards"] = fingerprint(given)
    for words, w in given.items():
        _, scale = _parts(call(student.absmax_quantize, w), 2)
        numbers = torch.randn(4, generator=rng)
        record[f"numbers times the scale, {words}"] = (
            scale if isinstance(scale, Raised) else call(_times, numbers, scale)
        )
    return record


@probe("4.4")
def absmax_tiny(student: ModuleType, rng: torch.Generator) -> Record:
    """Quantize weights around 1e-30."""
    return _absmax(student, _grid(rng, (4, 5), scale=uniform(rng, 1e-32, 9e-32), sign=1))


@probe("4.4")
def absmax_bfloat16(student: ModuleType, rng: torch.Generator) -> Record:
    """Quantize bfloat16 weights, near enough to the middle of two codes for its few digits."""
    drawn = (2 * torch.rand(600, generator=rng) - 1).to(torch.bfloat16)
    largest = 1.1 * _sign(rng) * drawn.abs().max()
    steps = drawn.double() / (largest.abs().double() / 127)
    off = (steps - steps.round()).abs()
    near = drawn[(off > 0.25) & (off < 0.4)][:59]
    return _absmax(student, torch.cat([largest[None], near]).reshape(6, 10))


@probe("4.4")
def absmax_outlier(student: ModuleType, rng: torch.Generator) -> Record:
    """Quantize small weights beside one that is a hundred times as large."""
    place, scale = draw(rng, 0, 23), uniform(rng, 0.01, 0.09)
    w = _off_ties(rng, 24, 2) * scale
    w[place] = 127 * scale * _sign(rng)
    return _absmax(student, w.float().reshape(4, 6))


@probe("4.4")
def absmax_shapes(student: ModuleType, rng: torch.Generator) -> Record:
    """Quantize a vector, a tensor of three axes, a parameter, and a transposed matrix."""
    vector, cube = _grid(rng, (9,), sign=-1), _grid(rng, (2, 3, 4), sign=1)
    parameter = nn.Parameter(_grid(rng, (3, 4), sign=-1))
    return {
        **_absmax(student, vector, words=", vector"),
        **_absmax(student, cube, words=", three axes"),
        **_absmax(student, parameter, words=", parameter"),
        **_absmax(student, _grid(rng, (3, 8), sign=1).T, words=", transposed"),
    }


def _absmax(student: ModuleType, w: Tensor, bits: int = 8, *, words: str = "") -> Record:
    """Quantize and record; the largest weight's code, which stands on the edge, is kept apart."""
    shape, place = w.shape, int(w.abs().argmax())
    largest = float(w.detach().reshape(-1)[place])
    result = (
        call(student.absmax_quantize, w) if bits == 8 else call(student.absmax_quantize, w, bits)
    )
    codes, scale = _parts(result, 2)
    if largest == 0:  # zeros have no scale of their own by which the judge could compare them
        return {f"codes{words}": codes, f"scale{words}": _scalar(scale)}
    end = math.copysign(2 ** (bits - 1) - 1, largest)
    return {
        f"codes{words}": _without(codes, shape, place),
        f"largest code is off by{words}": _off(codes, place, int(end)),
        f"scale{words}": _scalar(scale),
        f"weights afterwards{words}": fingerprint({"w": w}),
    }


def _times(numbers: Tensor, scale: object) -> Tensor:
    """Return numbers times a scale of any kind; a scale of 0 or NaN shows in all of them."""
    return numbers * float(scale)


def _without(codes: object, shape: torch.Size, *places: int) -> object:
    """Return codes of this shape with 0 at some places; anything else as it is."""
    if not isinstance(codes, Tensor) or codes.shape != shape:
        return codes
    return codes.detach().reshape(-1).index_fill(0, torch.tensor(places), 0).reshape(shape)


# ------------------------------------------------------------------ 4.5 zeropoint_quantize


@probe("4.5")
def zeropoint_exact(student: ModuleType, rng: torch.Generator) -> Record:
    """Quantize weights on both sides of zero, whose grid passes through zero."""
    return _on_grid(student, rng, lowest=-draw(rng, 60, 190))


@probe("4.5")
def zeropoint_positive(student: ModuleType, rng: torch.Generator) -> Record:
    """Quantize weights that are all positive."""
    return _on_grid(student, rng, lowest=draw(rng, 20, 120))


@probe("4.5")
def zeropoint_negative(student: ModuleType, rng: torch.Generator) -> Record:
    """Quantize weights that are all negative."""
    return _on_grid(student, rng, lowest=-255 - draw(rng, 20, 120))


@probe("4.5")
def zeropoint_any(student: ModuleType, rng: torch.Generator) -> Record:
    """Quantize weights whose grid misses zero; see how far the restored weights are off."""
    record: Record = {}
    for number in (1, 2, 3):
        shift = uniform(rng, -1.5, 1.5)
        w = torch.randn(40, generator=rng) * uniform(rng, 0.5, 2.0) + shift
        record |= _restored(student, w, words=f", tensor {number}")
    return record


@probe("4.5")
def zeropoint_equal(student: ModuleType, rng: torch.Generator) -> Record:
    """Quantize tensors of equal weights, and others, in random order."""
    record: Record = {}
    kinds = shuffled(["equal", "equal", "zero", "other"], rng)
    for number, kind in enumerate(kinds, start=1):
        level = 0.0 if kind == "zero" else uniform(rng, 1.6, 3.4) * _sign(rng)
        w = torch.full((3, 4), level)
        if kind == "other":
            w += torch.rand(3, 4, generator=rng)
        record |= _restored(student, w, words=f", tensor {number}", ends=kind == "other")
    return record


@probe("4.5")
def zeropoint_levels(student: ModuleType, rng: torch.Generator) -> Record:
    """Quantize equal weights far from zero, and record in which ten the restored ones lie.

    The levels stay away from the edges of a ten, so restored weights one scale off lie in the same.
    """
    record: Record = {}
    for number, sign in enumerate(shuffled([-1, 1, _sign(rng)], rng), start=1):
        w = torch.full((2, 3), sign * (10 * draw(rng, 3, 9) + uniform(rng, -3, 3)))
        codes, scale, zero_point = _parts(call(student.zeropoint_quantize, w), 3)
        record[f"ten of the restored weights, tensor {number}"] = (
            call(_tens, codes, scale, zero_point) if isinstance(codes, Tensor) else codes
        )
    return record


@probe("4.5")
def zeropoint_shapes(student: ModuleType, rng: torch.Generator) -> Record:
    """Quantize a matrix, a parameter and a tensor of three axes."""
    return {
        **_on_grid(student, rng, lowest=-draw(rng, 60, 190), shape=(6, 4), words=", matrix"),
        **_on_grid(student, rng, lowest=-draw(rng, 60, 190), parameter=True, words=", parameter"),
        **_on_grid(student, rng, lowest=40, shape=(2, 3, 4), words=", three axes"),
    }


def _on_grid(
    student: ModuleType,
    rng: torch.Generator,
    *,
    lowest: int,
    shape: tuple[int, ...] = (24,),
    parameter: bool = False,
    words: str = "",
) -> Record:
    """Quantize weights at `lowest` to `lowest + 255` steps from zero, both ends included.

    No other weight lies near the middle between two codes, so all right answers agree on its code.
    The two ends may be off by one and are recorded apart.
    """
    steps = _off_ties(rng, math.prod(shape), 110) + 127.0
    first, last = shuffled(range(steps.numel()), rng)[:2]
    steps[first], steps[last] = 0.0, 255.0
    w = ((steps + lowest) * uniform(rng, 0.01, 0.09)).float().reshape(shape)
    w = nn.Parameter(w) if parameter else w
    codes, scale, zero_point = _parts(call(student.zeropoint_quantize, w), 3)
    return {
        f"codes{words}": _without(codes, w.shape, first, last),
        f"lowest code is off by{words}": _off(codes, first, -128),
        f"highest code is off by{words}": _off(codes, last, 127),
        f"scale{words}": _scalar(scale),
        f"zero point{words}": _whole(zero_point),
        f"weights afterwards{words}": fingerprint({"w": w}),
    }


def _restored(student: ModuleType, w: Tensor, *, words: str, ends: bool = True) -> Record:
    """Quantize any weights and record how far the restored ones are off, in whole scales."""
    codes, scale, zero_point = _parts(call(student.zeropoint_quantize, w), 3)
    scale, zero_point = _scalar(scale), _whole(zero_point)
    fits = isinstance(codes, Tensor) and codes.shape == w.shape
    record: Record = {
        f"scale{words}": scale,
        f"dtype of the codes{words}": str(codes.dtype) if isinstance(codes, Tensor) else codes,
        f"kind of zero point{words}": type(zero_point).__name__,
        f"zero point is whole{words}": call(lambda: float(zero_point).is_integer()),
        f"scales that a weight is off by{words}": codes,
    }
    if fits and isinstance(scale, float) and isinstance(zero_point, int | float):
        error = ((codes.double() - zero_point) * scale - w.double()).abs().max() / scale
        record[f"scales that a weight is off by{words}"] = _steps(float(error))
    if ends:
        record[f"lowest code is off by{words}"] = _off(codes, int(w.argmin()), -128)
        record[f"highest code is off by{words}"] = _off(codes, int(w.argmax()), 127)
    return record


def _tens(codes: Tensor, scale: object, zero_point: object) -> Tensor | str:
    """Return the restored weights in whole tens."""
    restored = (codes.detach().double() - float(zero_point)) * float(scale)
    return (restored / 10).round().to(torch.int64) if restored.isfinite().all() else "not finite"


def _steps(error: float) -> int | str:
    """Return an error in scales, rounded up from 1 to at most 4: rounding may cost up to one."""
    if not math.isfinite(error):
        return "not finite"
    return min(4, max(1, math.ceil(error - 0.01)))


def _off(codes: object, place: int, end: int) -> object:
    """Return how far a code is from its end of the range: 0 for up to one code, at most 2."""
    if not isinstance(codes, Tensor) or codes.numel() <= place:
        return codes
    distance = float(codes.detach().double().reshape(-1)[place]) - end
    if not math.isfinite(distance):
        return "not finite"
    return 0 if abs(distance) <= 1 else int(math.copysign(2, distance))


# ------------------------------------------------------------------ 4.6 training_memory


@probe("4.6")
def memory_full(student: ModuleType, rng: torch.Generator) -> Record:
    """Count for models of which everything is trainable, said in both ways."""
    n, m = draw(rng, 10**8, 9 * 10**9), draw(rng, 10**3, 10**6)
    return {
        **_memory(student, "by default", n),
        **_memory(student, "said", m, m),
        **_memory(student, "4 bits", m, None, 4),
    }


@probe("4.6")
def memory_adapters(student: ModuleType, rng: torch.Generator) -> Record:
    """Count for models of which a small and a large part is trainable."""
    n = draw(rng, 10**6, 10**7)
    return {
        **_memory(student, "small part", n, n // draw(rng, 20, 90)),
        **_memory(student, "large part", n, n // 3),
    }


@probe("4.6")
def memory_quantized(student: ModuleType, rng: torch.Generator) -> Record:
    """Count for bases of 4, 8, 32 and another number of bits under trainable adapters."""
    n = draw(rng, 10**6, 10**7)
    other = draw(rng, 17, 31) / 4
    return {
        **_memory(student, "4 bits", n, n // 10, 4),
        **_memory(student, "8 bits", n, n // 7, weight_bits=8),
        **_memory(student, "other bits", n, n // 20, weight_bits=other),
        **_memory(student, "32 bits", n, n // 9, weight_bits=32),
    }


@probe("4.6")
def memory_nothing(student: ModuleType, rng: torch.Generator) -> Record:
    """Count for models of which nothing is trainable, and others, in random order."""
    record: Record = {}
    for number, parts in enumerate(shuffled([0, 0, 5], rng), start=1):
        n = draw(rng, 10**6, 10**7)
        record |= _memory(student, f"model {number}", n, n // parts if parts else 0, 4)
    return record


def _memory(student: ModuleType, words: str, *args: object, **kwargs: object) -> Record:
    result = call(student.training_memory, *args, **kwargs)
    parts = ("weights", "gradients", "optimizer", "total")
    if not isinstance(result, dict):
        return {f"{part}, {words}": result for part in parts}
    return {f"{part}, {words}": _scalar(result.get(part, "missing")) for part in parts}


# ------------------------------------------------------------------ 4.7 QLoRALinear


@probe("4.7")
def qlora_state(student: ModuleType, rng: torch.Generator) -> Record:
    """Look at what a layer keeps: codes, floats, trainable numbers, and the base itself.

    It has run before, with and without gradients: what it keeps from then on counts as well.
    """
    base, fan_in, fan_out, r = *_quantizable(rng), 3
    weight = weakref.ref(base.weight)
    layer = call(student.QLoRALinear, base, r, 7.0)
    if isinstance(layer, Raised):
        return {"codes": layer}
    x = torch.randn(4, fan_in, generator=rng)
    call(layer, x)
    _run(layer, x)
    state = call(lambda: list(layer.state_dict().values()))
    state = [] if isinstance(state, Raised) else state
    found = [t for t in state if t.dtype == torch.int8 and t.numel() == fan_in * fan_out]
    codes = found[0] if found else None
    record: Record = {
        "codes": codes if codes is None or codes.shape[0] == fan_out else codes.T,
        "trainable numbers": _trainable(layer),
        "dtypes that are trainable": _dtypes(p for p in layer.parameters() if p.requires_grad),
    }
    del base
    return {
        **record,
        "float matrices as large as the weight": sum(
            t.is_floating_point() and t.numel() >= fan_in * fan_out for t in _kept(layer)
        ),
        "the weight itself is still held": weight() is not None,
    }


@probe("4.7")
def qlora_start(student: ModuleType, rng: torch.Generator) -> Record:
    """Look at a new layer: its output, and whether it can learn."""
    r = draw(rng, 2, 4)
    base, fan_in, _ = _quantizable(rng)
    layer = call(student.QLoRALinear, base, r, 7.0)
    if isinstance(layer, Raised):
        return {"output": layer}
    found = _find(layer, base, r)
    x = torch.randn(9, fan_in, generator=rng)
    call(lambda: layer(x).square().sum().backward())
    pair = () if found is None else (found.a, found.b)
    record: Record = {
        "ranks of the two matrices": _ranks(pair),
        "ranks of their gradients": _ranks([p.grad for p in pair if p.grad is not None]),
    }
    _load(layer, base, r, rng, keep_zeros=True)
    return {**record, "output": call(layer, x)}


@probe("4.7")
def qlora_reach(student: ModuleType, rng: torch.Generator) -> Record:
    """Fill the zero matrix of a new layer and see where the other one, as it is, can lead."""
    r = draw(rng, 2, 4)
    base, *_ = _rows_on_grids(rng, *_wide(rng))
    return _reach(call(student.QLoRALinear, base, r, 7.0), base, r, rng)


@probe("4.7")
def qlora_values(student: ModuleType, rng: torch.Generator) -> Record:
    """Run an input of three axes, with an alpha larger and one smaller than the rank."""
    return {
        **_quantized(student, rng, 3, 7.0, ", large alpha"),
        **_quantized(student, rng, 4, 1.5, ", small alpha"),
    }


@probe("4.7")
def qlora_without_bias(student: ModuleType, rng: torch.Generator) -> Record:
    """Run a base without bias, on inputs of one and of two axes."""
    base, fan_in, _ = _quantizable(rng, bias=False)
    layer = _quantized_layer(student, base, 3, 7.0, rng)
    return {
        f"output, {len(front) + 1} axes": _run(layer, torch.randn(*front, fan_in, generator=rng))
        for front in ((), (4,))
    }


@probe("4.7")
def qlora_zero_row(student: ModuleType, rng: torch.Generator) -> Record:
    """Run a base that has a row of zeros."""
    base, fan_in, fan_out = _quantizable(rng)
    with torch.no_grad():
        base.weight[draw(rng, 0, fan_out - 1)] = 0
    layer = _quantized_layer(student, base, 3, 7.0, rng)
    return {"output": _run(layer, torch.randn(4, fan_in, generator=rng))}


@probe("4.7")
def qlora_outlier_row(student: ModuleType, rng: torch.Generator) -> Record:
    """Run a base that has one huge weight, and watch each output by itself."""
    base, fan_in, fan_out = _quantizable(rng)
    with torch.no_grad():
        row = draw(rng, 0, fan_out - 1)
        base.weight[row, base.weight[row].abs().argmax()] *= 1000
    layer = _quantized_layer(student, base, 3, 7.0, rng)
    output = _run(layer, torch.randn(4, fan_in, generator=rng))
    return {"output by unit": output.T if isinstance(output, Tensor) else output}


@probe("4.7")
def qlora_gradient(student: ModuleType, rng: torch.Generator) -> Record:
    """Send a gradient back to A, B and, through the codes, to the input; take a step."""
    base, *_ = _quantizable(rng)
    layer = _quantized_layer(student, base, 3, 7.0, rng)
    found = None if isinstance(layer, Raised) else _find(layer, base, 3)
    return _learn(layer, found, base, rng)


@probe("4.7")
def qlora_reloaded(student: ModuleType, rng: torch.Generator) -> Record:
    """Save a layer's state and load it into one that was made from another base, and has run."""
    base, fan_in, fan_out = _quantizable(rng)
    layer = _quantized_layer(student, base, 3, 7.0, rng)
    other = call(student.QLoRALinear, _linear(rng, fan_in, fan_out), 3, 7.0)
    x = torch.randn(4, fan_in, generator=rng)
    _run(other, x)
    loaded = call(lambda: other.load_state_dict(layer.state_dict()))
    return {"output after loading": loaded if isinstance(loaded, Raised) else _run(other, x)}


@probe("4.7")
def qlora_square(student: ModuleType, rng: torch.Generator) -> Record:
    """Run a square base."""
    return _quantized(student, rng, 3, 7.0, "", sizes=(6, 6))


@probe("4.7")
def qlora_base_untouched(student: ModuleType, rng: torch.Generator) -> Record:
    """Watch the base, then edit it: the layer goes by its own codes and its own bias."""
    base, fan_in, _ = _quantizable(rng)
    scramble_flags(base, rng)
    layer = _quantized_layer(student, base, 3, 7.0, rng)
    x = torch.randn(4, fan_in, generator=rng)
    record: Record = {
        "output before": _run(layer, x),
        "base afterwards": _fingerprint(base),
        "flags of the base": flags(base),
    }
    with torch.no_grad():
        base.weight.mul_(3)
        base.bias.mul_(3)
    return {**record, "output after the base was edited": _run(layer, x)}


def _quantizable(rng: torch.Generator, *, bias: bool = True) -> tuple[nn.Linear, int, int]:
    """Return a base with no weight near the middle of two codes of its row, and its two sizes."""
    return _rows_on_grids(rng, *_rectangle(rng), bias=bias)


def _rows_on_grids(
    rng: torch.Generator, fan_in: int, fan_out: int, *, bias: bool = True
) -> tuple[nn.Linear, int, int]:
    base = _linear(rng, fan_in, fan_out, bias=bias)
    rows = [_grid(rng, (fan_in,), sign=_sign(rng)) for _ in range(fan_out)]
    with torch.no_grad():
        base.weight.copy_(torch.stack(rows) * 0.3)
    return base, fan_in, fan_out


def _quantized_layer(
    student: ModuleType, base: nn.Linear, r: int, alpha: float, rng: torch.Generator
) -> nn.Module | Raised:
    layer = call(student.QLoRALinear, base, r, alpha)
    if not isinstance(layer, Raised):
        _load(layer, base, r, rng)
    return layer


def _quantized(
    student: ModuleType,
    rng: torch.Generator,
    r: int,
    alpha: float,
    words: str,
    sizes: tuple[int, int] | None = None,
) -> Record:
    base, fan_in, _ = _rows_on_grids(rng, *(sizes or _rectangle(rng)))
    layer = _quantized_layer(student, base, r, alpha, rng)
    x = torch.randn(2, 5, fan_in, generator=rng)
    return {
        f"output{words}": _run(layer, x),
        f"output of a second call{words}": _run(layer, x),
    }


def _kept(layer: nn.Module) -> list[Tensor]:
    """Return all tensors that hang on the layer: parameters, buffers and plain attributes."""
    found = [*layer.parameters(), *layer.buffers()]
    todo = [value for module in layer.modules() for value in vars(module).values()]
    for thing in todo:
        if isinstance(thing, Tensor):
            found.append(thing)
        elif isinstance(thing, nn.Module):
            found += [*thing.parameters(), *thing.buffers()]
        elif isinstance(thing, list | tuple):
            todo += thing
        elif isinstance(thing, dict):
            todo += thing.values()
    return list({id(tensor): tensor for tensor in found}.values())


def _dtypes(tensors: Iterable[Tensor]) -> str:
    return ", ".join(sorted({str(tensor.dtype) for tensor in tensors}))


# ------------------------------------------------------------------ 4.8 checkpoints


@probe("4.8")
def checkpoint_adapters(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on the size of adapters."""
    return answers(student, "lora_768_r8", "ratio", "rank1_4x4", plain=_plain)


@probe("4.8")
def checkpoint_gpt2(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on adapters in a real model."""
    return answers(student, "gpt2_c_attn_r8", "usual_targets", "rank_for_simple_task", plain=_plain)


@probe("4.8")
def checkpoint_memory(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on the memory of training."""
    return answers(student, "full_7b_gb", "gpt2_gb", "share_optimizer_states", plain=_plain)


@probe("4.8")
def checkpoint_methods(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on which method helps with what."""
    return answers(student, "fits_24gb", "which_problem", plain=_plain)


@probe("4.8")
def checkpoint_codes(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on codes."""
    return answers(student, "codes_with_outlier", "int8_over_bf16", plain=_plain)


@probe("4.8")
def checkpoint_practice(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on quantization in practice."""
    return answers(student, "kv_cache_bytes", "match", plain=_plain)


def _plain(key: str, value: object) -> object:
    """Return an answer as it is recorded: a number as a float, everything else as JSON text."""
    if key == "usual_targets" and isinstance(value, list | tuple | set):
        return as_json(sorted(value, key=repr))  # a set of names: in any order
    return as_json(value) if isinstance(value, str | list | tuple | set | dict) else _scalar(value)


# ------------------------------------------------------------------ adapters, found by shape


def _adapted(
    student: ModuleType,
    base: Layer,
    r: int,
    alpha: float,
    rng: torch.Generator,
    *,
    dropout: float = 0.0,
    own: bool = False,
) -> tuple[nn.Module | Raised, Adapters | None]:
    """Return the student's layer around `base`, in eval mode, with known A and B.

    `own` asks for the class that the student wrote, also where a stand-in has taken its place.
    """
    kind = student.LoRALinear
    if kind is not SineDetour:
        _own_layer[:] = [kind]
    elif own and _own_layer:
        kind = _own_layer[0]
    layer = call(kind, base, r, alpha, dropout) if dropout else call(kind, base, r, alpha)
    if isinstance(layer, Raised) and own:  # so that an unwritten merge_lora still says so
        layer = SineDetour(base, r, alpha)
    if isinstance(layer, Raised):
        return layer, None
    return layer.eval(), _load(layer, base, r, rng)


def _find(layer: nn.Module, base: Layer, r: int) -> Adapters | None:
    """Return the two matrices outside the base whose shapes are those of A and of B."""
    known = {id(parameter) for parameter in base.parameters()}
    matrices = [p for p in layer.parameters() if id(p) not in known and p.dim() == 2]
    fan_in, fan_out = _sizes(base)
    reads = [p for p in matrices if sorted(p.shape) == sorted((r, fan_in))]
    writes = [p for p in matrices if sorted(p.shape) == sorted((fan_out, r))]
    if fan_in == fan_out:
        reads, writes = _by_behaviour(layer, reads, fan_in)
    if not reads or not writes:
        return None
    return Adapters(reads[0], writes[0], (r, fan_in), (fan_out, r))


def _by_behaviour(
    layer: nn.Module, matrices: list[nn.Parameter], size: int
) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
    """Tell A from B in a square layer: without A's part for input 0, that input does not matter."""
    if len(matrices) < 2:
        return [], []
    first, second = matrices[:2]
    with torch.no_grad():
        for parameter in (first, second):
            parameter.fill_(0.5)
        first.select(first.shape.index(size), 0).zero_()
        input_0 = torch.eye(size)[:1]
        adapted = call(layer, input_0)
        second.zero_()
        plain = call(layer, input_0)
    same = call(torch.allclose, adapted, plain, atol=1e-5)
    return ([first], [second]) if same is True else ([second], [first])


def _load(
    layer: nn.Module, base: Layer, r: int, rng: torch.Generator, *, keep_zeros: bool = False
) -> Adapters | None:
    """Give A and B known numbers; one that is zero may keep its zeros."""
    values = _known(base, r, rng)
    zero = {id(p) for p in layer.parameters() if not p.any()} if keep_zeros else set()
    found = _find(layer, base, r)
    if found is None:
        return None
    with torch.no_grad():
        _silence_biases(layer, base)
        for parameter, value in zip((found.a, found.b), values, strict=True):
            if id(parameter) in zero:
                parameter.zero_()
            else:
                parameter.copy_(value if parameter.shape == value.shape else value.T)
    for parameter in (found.a, found.b):
        parameter.grad = None
    return found


def _silence_biases(layer: nn.Module, base: Layer) -> None:
    """Set trainable vectors outside the base to zero: the biases of a detour."""
    known = {id(p) for p in base.parameters()}
    for parameter in layer.parameters():
        if parameter.dim() == 1 and parameter.requires_grad and id(parameter) not in known:
            parameter.zero_()


def _known(base: Layer, r: int, rng: torch.Generator) -> tuple[Tensor, Tensor]:
    """Draw numbers for A, (r, in), and B, (out, r)."""
    fan_in, fan_out = _sizes(base)
    return (
        torch.randn(r, fan_in, generator=rng) * 0.6,
        torch.randn(fan_out, r, generator=rng) * 0.6,
    )


def _upright(matrix: Tensor | None, shape: tuple[int, int]) -> Tensor | str:
    """Return a matrix or its gradient in this shape, transposed if need be."""
    if matrix is None:
        return "no gradient"
    return matrix if tuple(matrix.shape) == shape else matrix.T


def _sizes(base: Layer) -> tuple[int, int]:
    """Return how many numbers a layer reads and writes."""
    if isinstance(base, Conv1D):
        return base.nx, base.nf
    return base.in_features, base.out_features


# ------------------------------------------------------------------ what several tasks share


def _linear(rng: torch.Generator, fan_in: int, fan_out: int, *, bias: bool = True) -> nn.Linear:
    """Return an nn.Linear with loud weights and bias."""
    return _loud(nn.Linear(fan_in, fan_out, bias=bias), rng)


def _conv1d(rng: torch.Generator, fan_in: int, fan_out: int) -> Conv1D:
    """Return a Conv1D with loud weights and bias."""
    return _loud(Conv1D(fan_out, fan_in), rng)


def _loud(layer: Layer, rng: torch.Generator) -> Layer:
    with torch.no_grad():
        for parameter in layer.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=rng))
    return layer


def _rectangle(rng: torch.Generator) -> tuple[int, int]:
    """Return two sizes that differ from each other and from every rank, in random order."""
    sizes = shuffled([(5, 8), (6, 9), (7, 10)], rng)[0]
    return tuple(shuffled(sizes, rng))


def _wide(rng: torch.Generator) -> tuple[int, int]:
    """Return two sizes, in random order, so large that random thin matrices are far from singular."""
    return tuple(shuffled([draw(rng, 20, 25), draw(rng, 26, 31)], rng))


def _run(layer: object, x: Tensor) -> object:
    """Return the layer's output, or why there is none."""
    if isinstance(layer, Raised):
        return layer
    with torch.no_grad():
        return call(layer, x)


def _grid(
    rng: torch.Generator,
    shape: tuple[int, ...],
    *,
    limit: int = 127,
    scale: float | None = None,
    sign: int = 1,
) -> Tensor:
    """Return weights whose largest has this sign and lies at `limit` scales, none near a tie."""
    steps = _off_ties(rng, math.prod(shape), int(0.7 * limit))
    steps[draw(rng, 0, len(steps) - 1)] = sign * limit
    scale = uniform(rng, 0.01, 0.09) if scale is None else scale
    return (steps * scale).float().reshape(shape)


def _off_ties(rng: torch.Generator, count: int, limit: int) -> Tensor:
    """Return doubles within +-(limit + 0.4), none near the middle between two whole numbers."""
    whole = torch.randint(-limit, limit + 1, (count,), generator=rng)
    rest = 0.1 + 0.3 * torch.rand(count, generator=rng, dtype=torch.float64)
    signs = 2 * torch.randint(0, 2, (count,), generator=rng) - 1
    return whole + rest * signs


def _parts(result: object, count: int) -> tuple[object, ...]:
    """Return the parts of a tuple of this length; of anything else, that thing for each part."""
    if isinstance(result, tuple | list) and len(result) == count:
        return tuple(result)
    return (result,) * count


def _scalar(value: object) -> object:
    """Return a Python float for a number or a tensor of one element, anything else as it is."""
    if isinstance(value, Tensor) and value.numel() == 1:
        return call(lambda: float(value))
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else _numpy_number(value)


def _whole(value: object) -> object:
    """Return a Python int for a whole number or an integer tensor of one element."""
    if isinstance(value, Tensor) and value.numel() == 1 and not value.is_complex():
        return call(value.item)
    return _numpy_number(value)


def _numpy_number(value: object) -> object:
    is_numpy = type(value).__module__ == "numpy" and hasattr(value, "item")
    return call(value.item) if is_numpy and getattr(value, "size", 0) == 1 else value


def _fingerprint(module: nn.Module) -> Tensor:
    """Return the fingerprint of the module's parameters."""
    return fingerprint(dict(module.named_parameters()))


def _flags(parameters: dict[str, Tensor]) -> Tensor:
    """Return requires_grad of every parameter, in the order of the sorted names."""
    return torch.tensor([int(p.requires_grad) for _, p in sorted(parameters.items())])


def _modes(modules: Iterable[nn.Module]) -> Tensor:
    """Return the train flag of every module."""
    return torch.tensor([int(module.training) for module in modules])


def _trainable(module: nn.Module) -> int:
    """Return how many numbers of the module are trainable."""
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def _sign(rng: torch.Generator) -> int:
    return shuffled([-1, 1], rng)[0]
