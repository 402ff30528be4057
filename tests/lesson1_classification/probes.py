"""Lesson 1 probes. They run in the sandbox beside the student's code and hold no answers.

A probe builds its inputs from the generator it is handed, calls the student's function and records
what happened. It never judges. Where only flags or exceptions can be seen, it mixes inputs of both
kinds in random order, so that the pattern itself has to be computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from types import ModuleType

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import GPT2Model

from autograder.observation import Raised
from autograder.sandbox.probing import (
    Record,
    answers,
    draw,
    flags,
    gains_for_dropout,
    modes,
    outcome,
    scramble_flags,
    shuffled,
    uniform,
)
from autograder.sandbox.recorder import (
    call,
    change,
    fingerprint,
    gradients,
    probe,
    reseed,
    snapshot,
)
from fixtures.micro import (
    PAD,
    STD,
    BagClassifier,
    ragged_batch,
    ragged_mask,
    tiny_classifier,
    tiny_gpt2,
)

Batch = dict[str, Tensor]


def weighted_mix(hidden: Tensor, attention_mask: Tensor | None = None) -> Tensor:
    """Stand in for `pool_last_token`: a fixed odd weighting of all real positions, not one of them.

    Linear in `hidden` and depending on the mask, so a caller is judged by what it hands over.
    """
    weights = torch.sin(1.7 * torch.arange(hidden.shape[1]) + 0.4).to(hidden.dtype)
    if attention_mask is not None:
        weights = weights * attention_mask.to(hidden.dtype)
    return (hidden * weights.expand(hidden.shape[:2]).unsqueeze(-1)).sum(dim=1)


STAND_INS: dict[str, Callable[..., Tensor]] = {"pool_last_token": weighted_mix}


# ------------------------------------------------------------------ 1.1 pool_last_token


@probe("1.1")
def pool_without_mask(student: ModuleType, rng: torch.Generator) -> Record:
    """Pool without a mask and with a mask of ones."""
    hidden = _hidden(rng)
    ones = torch.ones(hidden.shape[:2], dtype=torch.int64)
    return {
        "pooled without a mask": call(student.pool_last_token, hidden.clone()),
        "pooled with a mask of ones": call(student.pool_last_token, hidden.clone(), ones),
    }


@probe("1.1")
def pool_right(student: ModuleType, rng: torch.Generator) -> Record:
    """Pool right-padded rows."""
    return _pool(student, _hidden(rng), rng, "right")


@probe("1.1")
def pool_right_bool(student: ModuleType, rng: torch.Generator) -> Record:
    """Pool right-padded rows with a bool mask."""
    return _pool(student, _hidden(rng), rng, "right", dtype=torch.bool)


@probe("1.1")
def pool_right_bfloat16(student: ModuleType, rng: torch.Generator) -> Record:
    """Pool right-padded rows of bfloat16."""
    return _pool(student, _hidden(rng).to(torch.bfloat16), rng, "right")


@probe("1.1")
def pool_right_square(student: ModuleType, rng: torch.Generator) -> Record:
    """Pool where batch, length and width are equal, so that swapped axes do not crash."""
    size = draw(rng, 5, 7)
    return _pool(student, torch.randn(size, size, size, generator=rng), rng, "right")


@probe("1.1")
def pool_long(student: ModuleType, rng: torch.Generator) -> Record:
    """Pool long right-padded rows of bfloat16, which takes position 4n + 1 for 4n from 256 on."""
    hidden = torch.randn(2, 300, 4, generator=rng).to(torch.bfloat16)
    lengths = torch.tensor([[draw(rng, 130, 255)], [4 * draw(rng, 65, 72) + 2]])
    mask = (torch.arange(300) < lengths[torch.randperm(2, generator=rng)]).to(torch.int64)
    return {"pooled": call(student.pool_last_token, hidden, mask)}


@probe("1.1")
def pool_left(student: ModuleType, rng: torch.Generator) -> Record:
    """Pool left-padded rows."""
    return _pool(student, _hidden(rng), rng, "left")


@probe("1.1")
def pool_both(student: ModuleType, rng: torch.Generator) -> Record:
    """Pool rows with padding before and after the text, with a bool mask."""
    return _pool(student, _hidden(rng), rng, "both", dtype=torch.bool)


@probe("1.1")
def pool_holes(student: ModuleType, rng: torch.Generator) -> Record:
    """Pool rows with a gap inside the text."""
    return _pool(student, _hidden(rng), rng, "holes")


@probe("1.1")
def pool_one_row(student: ModuleType, rng: torch.Generator) -> Record:
    """Pool a batch of one right-padded row."""
    return _pool(student, _hidden(rng, rows=1), rng, "right")


@probe("1.1")
def pool_empty_row(student: ModuleType, rng: torch.Generator) -> Record:
    """Pool six batches: some hold a row without real tokens, and one holds no real token at all."""
    record: Record = {}
    kinds = [
        *(("good", torch.int64), ("good", torch.int64), ("good", torch.bool)),
        *(("one row empty", torch.int64), ("one row empty", torch.bool)),
        ("all rows empty", torch.int64),
    ]
    for number, (kind, dtype) in enumerate(shuffled(kinds, rng), start=1):
        hidden = _hidden(rng)
        mask = ragged_mask(rng, rows=len(hidden), length=hidden.shape[1], padding="right")
        if kind == "one row empty":
            mask[draw(rng, 0, len(mask) - 1)] = 0
        elif kind == "all rows empty":
            mask.zero_()
        result = call(student.pool_last_token, hidden, mask.to(dtype))
        record[f"batch {number}"] = outcome(result)
    return record


@probe("1.1")
def pool_gradient(student: ModuleType, rng: torch.Generator) -> Record:
    """Send a gradient back through the pooling of right-padded rows, and of rows without a mask."""
    hidden, full = (_hidden(rng).requires_grad_() for _ in range(2))
    mask = ragged_mask(rng, rows=len(hidden), length=hidden.shape[1], padding="right")
    pooled = call(student.pool_last_token, hidden, mask)
    return {
        **gradients(pooled, {"hidden": hidden}),
        **gradients(call(student.pool_last_token, full), {"hidden without a mask": full}),
    }


def _pool(
    student: ModuleType,
    hidden: Tensor,
    rng: torch.Generator,
    padding: str,
    *,
    dtype: torch.dtype = torch.int64,
) -> Record:
    rows, length, _ = hidden.shape
    mask = ragged_mask(rng, rows=rows, length=length, padding=padding)
    given = {"hidden": hidden, "mask": mask.to(dtype)}
    pooled = call(student.pool_last_token, *given.values())
    return {"pooled": pooled, "arguments afterwards": fingerprint(given)}


def _hidden(rng: torch.Generator, rows: int | None = None) -> Tensor:
    """Return random hidden states whose three sizes differ from each other."""
    rows = draw(rng, 4, 5) if rows is None else rows
    return torch.randn(rows, draw(rng, 6, 8), draw(rng, 9, 12), generator=rng)


# ------------------------------------------------------------------ 1.2 GPT2Classifier


@probe("1.2")
def classifier_census(student: ModuleType, rng: torch.Generator) -> Record:
    """Count what a classifier holds beyond its backbone, for two widths and numbers of classes.

    A bias would not have to be counted: the scores of a text of one token tell of it too.
    """
    record: Record = {}
    for width in shuffled([16, 24], rng):
        backbone = tiny_gpt2(rng, layers=1, width=width)
        classes = draw(rng, 3, 5)
        model = student.GPT2Classifier(backbone, classes)
        growth = _numbers(model.state_dict().values()) - _numbers(backbone.state_dict().values())
        record |= {
            f"parameters beyond the backbone, width {width}": _numbers(
                _beyond(model, backbone).values()
            ),
            f"parameters of the head, width {width}": _numbers(_own(model.head)),
            f"growth of the state dict, width {width}": growth,
        }
        _fill_head(model, backbone, classes, rng, bias=1.0)
        text = torch.randint(61, (1, 1), generator=rng)
        record[f"logits, width {width}"] = call(model.eval(), text, torch.ones_like(text))
    return record


@probe("1.2")
def classifier_keeps_backbone(student: ModuleType, rng: torch.Generator) -> Record:
    """Build a classifier, then edit the backbone outside and look at it inside."""
    backbone = tiny_gpt2(rng, layers=2)
    scramble_flags(backbone, rng)
    model = student.GPT2Classifier(backbone, draw(rng, 3, 5))
    afterwards = fingerprint(dict(backbone.named_parameters()))
    with torch.no_grad():
        for parameter in backbone.parameters():
            parameter.mul_(1 + torch.rand((), generator=rng))
    inside = call(lambda: fingerprint(dict(model.backbone.named_parameters())))
    return {
        "backbone afterwards": afterwards,
        "flags of the backbone": flags(backbone),
        "backbone inside the model": inside,
    }


@probe("1.2")
def classifier_without_padding(student: ModuleType, rng: torch.Generator) -> Record:
    """Score texts of equal length, without a mask and with a mask of ones.

    Some hold the padding id, at the end too: a real token, since nothing says otherwise.
    """
    model = _classifier(student, rng)
    ids, ones = _texts(rng, "none")
    ids[0, -1] = ids[1, 2] = PAD
    return {"logits without a mask": call(model, ids), "logits with a mask": call(model, ids, ones)}


@probe("1.2")
def classifier_deeper(student: ModuleType, rng: torch.Generator) -> Record:
    """Score texts of equal length with a deeper and wider backbone."""
    model = _classifier(student, rng, layers=5, width=24, heads=3)
    ids, ones = _texts(rng, "none")
    return {"logits": call(model, ids, ones)}


@probe("1.2")
def classifier_right(student: ModuleType, rng: torch.Generator) -> Record:
    """Score right-padded texts, one of which ends in a real token that equals the padding id."""
    return _score(student, rng, "right")


@probe("1.2")
def classifier_right_bool(student: ModuleType, rng: torch.Generator) -> Record:
    """Score right-padded texts with a bool mask."""
    return _score(student, rng, "right", dtype=torch.bool)


@probe("1.2")
def classifier_left(student: ModuleType, rng: torch.Generator) -> Record:
    """Score left-padded texts."""
    return _score(student, rng, "left")


@probe("1.2")
def classifier_both(student: ModuleType, rng: torch.Generator) -> Record:
    """Score texts with padding before and after."""
    return _score(student, rng, "both")


@probe("1.2")
def classifier_one_row(student: ModuleType, rng: torch.Generator) -> Record:
    """Score a batch of one."""
    model = _classifier(student, rng)
    ids, ones = _texts(rng, "none", rows=1)
    return {"logits": call(model, ids, ones)}


@probe("1.2")
def classifier_one_class(student: ModuleType, rng: torch.Generator) -> Record:
    """Score with a single class."""
    model = _classifier(student, rng, classes=1)
    ids, ones = _texts(rng, "none")
    return {"logits": call(model, ids, ones)}


@probe("1.2")
def classifier_train_mode(student: ModuleType, rng: torch.Generator) -> Record:
    """Score in train mode: a hand-in's own dropout would show, and so does a backbone in eval mode."""
    model = _classifier(student, rng)
    gains_for_dropout(model.backbone)
    ids, ones = _texts(rng, "none")
    reseed(draw(rng, 0, 1 << 30))
    return {"logits": call(model.train(), ids, ones)}


@probe("1.2")
def classifier_gradient(student: ModuleType, rng: torch.Generator) -> Record:
    """Send a gradient back from the logits to the head and to every part of the backbone."""
    classes, backbone = draw(rng, 3, 5), tiny_gpt2(rng, layers=2)
    model = student.GPT2Classifier(backbone, classes).train()
    _fill_head(model, backbone, classes, rng)
    ids, ones = _texts(rng, "none")
    logits = call(model, ids, ones)
    weights = torch.randn(len(ids), classes, generator=rng)
    sent = call(lambda: (logits * weights).sum().backward())
    if isinstance(sent, Raised):
        return {"grad of the backbone": sent, "grad of the head": sent}
    head = _head(model, backbone, classes)
    return {
        "grad of the backbone": fingerprint({n: p.grad for n, p in backbone.named_parameters()}),
        "grad of the head": None if head is None else _upright(head.grad, classes),
    }


def _score(
    student: ModuleType, rng: torch.Generator, padding: str, *, dtype: torch.dtype = torch.int64
) -> Record:
    model = _classifier(student, rng)
    ids, mask = _texts(rng, padding)
    given = {"ids": ids, "mask": mask.to(dtype)}
    logits = call(model, *given.values())
    return {"logits": logits, "arguments afterwards": fingerprint(given)}


def _classifier(
    student: ModuleType, rng: torch.Generator, classes: int | None = None, **sizes: float
) -> nn.Module:
    """Return the student's classifier in eval mode, with a known head."""
    classes = draw(rng, 3, 5) if classes is None else classes
    backbone = tiny_gpt2(rng, **{"layers": 1, **sizes})
    model = student.GPT2Classifier(backbone, classes)
    _fill_head(model, backbone, classes, rng)
    return model.eval()


def _beyond(model: nn.Module, backbone: nn.Module) -> dict[str, nn.Parameter]:
    """Return the parameters of `model` that are not the backbone's."""
    known = {id(parameter) for parameter in backbone.parameters()}
    return {n: p for n, p in model.named_parameters() if id(p) not in known}


def _head(model: nn.Module, backbone: GPT2Model, classes: int) -> nn.Parameter | None:
    """Return the head's weight, found by its shape in either orientation."""
    shapes = ((classes, backbone.config.n_embd), (backbone.config.n_embd, classes))
    return next((p for p in _beyond(model, backbone).values() if p.shape in shapes), None)


def _fill_head(
    model: nn.Module,
    backbone: GPT2Model,
    classes: int,
    rng: torch.Generator,
    *,
    bias: float = 0.0,
) -> None:
    """Give the head known weights, whatever its orientation, and this bias to its first class.

    Any other matrix outside the backbone gets weights that depend on its shape only, so that the
    same idea shows the same numbers however it is written.
    """
    weight = STD * torch.randn(classes, backbone.config.n_embd, generator=rng)
    with torch.no_grad():
        for name, parameter in _beyond(model, backbone).items():
            if name.startswith("backbone."):
                continue
            if parameter.shape in (weight.shape, weight.T.shape):
                parameter.copy_(weight if parameter.shape == weight.shape else weight.T)
            elif parameter.dim() == 1:
                parameter.zero_()[0] = bias
            else:
                own = torch.Generator().manual_seed(parameter.numel())
                parameter.copy_(STD * torch.randn(parameter.shape, generator=own))


def _upright(grad: Tensor | None, classes: int) -> Tensor | str:
    """Return a head's gradient as (classes, width)."""
    if grad is None:
        return "no gradient"
    return grad if grad.shape[0] == classes else grad.T


def _own(head: nn.Module | Tensor) -> list[Tensor]:
    return list(head.parameters()) if isinstance(head, nn.Module) else [head]


# ------------------------------------------------------------------ 1.3 swap_head


@probe("1.3")
def swap_frozen(student: ModuleType, rng: torch.Generator) -> Record:
    """Swap the head of a frozen model in eval mode; the old head is frozen too."""
    model = _toy(rng).requires_grad_(False)
    return _swap(student, model, rng)


@probe("1.3")
def swap_thawed(student: ModuleType, rng: torch.Generator) -> Record:
    """Swap the head of a model in train mode with a random pattern of trainable parameters."""
    model = _toy(rng).train()
    scramble_flags(model, rng)
    model.head.requires_grad_(True)
    return _swap(student, model, rng)


@probe("1.3")
def swap_same_size(student: ModuleType, rng: torch.Generator) -> Record:
    """Swap in a head for as many classes as before."""
    model = _toy(rng)
    return _swap(student, model, rng, classes=len(model.head.weight))


@probe("1.3")
def swap_bfloat16(student: ModuleType, rng: torch.Generator) -> Record:
    """Swap the head of a bfloat16 model."""
    return _swap(student, _toy(rng).to(torch.bfloat16), rng)


@probe("1.3")
def swap_learns(student: ModuleType, rng: torch.Generator) -> Record:
    """Swap the head, then take one SGD step."""
    model = _toy(rng)
    model.requires_grad_(False)
    model.backbone.ln_f.requires_grad_(True)
    backbone, classes = model.backbone, _another(len(model.head.weight), rng)
    returned = call(student.swap_head, model, classes)
    if isinstance(returned, Raised):
        return {"logits": returned}
    _fill_head(model, backbone, classes, rng)
    ids, mask = _texts(rng, "right")
    labels = torch.randint(classes, (len(ids),), generator=rng)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    before = _named(model, backbone, classes)
    old = snapshot({name: tensor for name, tensor in before.items() if tensor is not None})
    logits = call(model, ids, mask)
    stepped = call(lambda: (F.cross_entropy(logits, labels).backward(), optimizer.step()))
    moved = stepped if isinstance(stepped, Raised) else change(old, before)
    return {"logits": logits, "change of the model": moved}


def _swap(
    student: ModuleType, model: BagClassifier, rng: torch.Generator, classes: int | None = None
) -> Record:
    backbone, old = model.backbone, model.head.weight.detach().clone()
    classes = _another(len(old), rng) if classes is None else classes
    known = {id(p) for p in backbone.parameters()}
    with _nothing_is_zero():
        returned = call(student.swap_head, model, classes)
    head = _head(model, backbone, classes)
    record: Record = {
        "parameters beyond the backbone": _numbers(_beyond(model, backbone).values()),
        "backbone parameters kept": sum(id(p) in known for p in model.parameters()),
        "backbone afterwards": fingerprint(dict(backbone.named_parameters())),
        "flags of the backbone": flags(backbone),
        "modes": modes(backbone),
        "old rows kept": 0 if head is None else _rows_kept(old, head),
        "head is trainable": None if head is None else head.requires_grad,
        "head dtype": None if head is None else str(head.dtype),
        "head is initialised": None if head is None else bool(head.isfinite().all()),
        "_returned": type(returned).__name__,
        "_out_features": getattr(model.head, "out_features", None),
    }
    _fill_head(model, backbone, classes, rng)
    ids, mask = _texts(rng, "right")
    model.eval()
    record["logits"] = call(model, ids, mask)
    record["logits of the returned model"] = (
        returned if isinstance(returned, Raised) else call(lambda: returned.eval()(ids, mask))
    )
    return record


@contextmanager
def _nothing_is_zero() -> Iterator[None]:
    """Have torch fill with NaN what `torch.empty` and its kind leave as they find it."""
    torch.use_deterministic_algorithms(True)
    try:
        yield
    finally:
        torch.use_deterministic_algorithms(False)


def _rows_kept(old: Tensor, new: Tensor) -> int:
    """Return how many rows of the old head are in the new one, digit for digit."""
    rows = new if new.shape[1] == old.shape[1] else new.T
    return sum(any(torch.equal(row, kept) for kept in old) for row in rows)


def _named(model: nn.Module, backbone: GPT2Model, classes: int) -> dict[str, Tensor | None]:
    """Return the backbone's parameters and the head as (classes, width), wherever it is kept."""
    head = _head(model, backbone, classes)
    upright = head if head is None or head.shape[0] == classes else head.T
    return {**dict(backbone.named_parameters()), "head": upright}


def _another(classes: int, rng: torch.Generator) -> int:
    """Return a number of classes in 3..5 that is not `classes`."""
    return shuffled([c for c in range(3, 6) if c != classes], rng)[0]


def _toy(rng: torch.Generator, **sizes: float) -> BagClassifier:
    """Return a toy classifier on a backbone of one block, for 3 to 5 classes."""
    return tiny_classifier(rng, num_classes=draw(rng, 3, 5), **{"layers": 1, **sizes})


# ------------------------------------------------------------------ 1.4 set_trainable


@probe("1.4")
def trainable_head_only(student: ModuleType, rng: torch.Generator) -> Record:
    """Thaw no block, twice, each time from random flags."""
    return _thaw(student, _toy(rng, layers=3), [0, 0], rng)


@probe("1.4")
def trainable_some(student: ModuleType, rng: torch.Generator) -> Record:
    """Thaw some blocks, in random order, each time from random flags."""
    return _thaw(student, _toy(rng, layers=3), shuffled([1, 2], rng), rng)


@probe("1.4")
def trainable_all(student: ModuleType, rng: torch.Generator) -> Record:
    """Thaw all blocks."""
    return _thaw(student, _toy(rng, layers=3), [3], rng)


@probe("1.4")
def trainable_deeper(student: ModuleType, rng: torch.Generator) -> Record:
    """Thaw some blocks of a model as deep as GPT-2 small: `h.1` begins the names of three of them."""
    model = _toy(rng, layers=12, width=24, heads=3)
    return _thaw(student, model, shuffled(range(1, 11), rng)[:2], rng)


@probe("1.4")
def trainable_again(student: ModuleType, rng: torch.Generator) -> Record:
    """Thaw several numbers of blocks one after the other, never touching the flags in between."""
    model = _toy(rng, layers=3)
    steps = [3, *shuffled([1, 2], rng), 3, 1]
    record: Record = {}
    for number, n_blocks in enumerate(steps, start=1):
        record[f"trainable numbers, call {number}"] = call(student.set_trainable, model, n_blocks)
        record[f"flags, call {number}"] = flags(model)
    return record


@probe("1.4")
def trainable_range(student: ModuleType, rng: torch.Generator) -> Record:
    """Ask two models for possible and impossible numbers of blocks, in random order."""
    record: Record = {}
    for layers in (3, 5):
        model = _toy(rng, layers=layers)
        possible = [0, layers, draw(rng, 0, layers)]
        impossible = [-1, layers + 1, shuffled([-3, -2, layers + 2, layers + 5], rng)[0]]
        for number, n_blocks in enumerate(shuffled(possible + impossible, rng), start=1):
            result = call(student.set_trainable, model, n_blocks)
            record[f"call {number}, {layers} blocks"] = outcome(result)
    return record


@probe("1.4")
def trainable_quietly(student: ModuleType, rng: torch.Generator) -> Record:
    """Watch values and modes while the flags change."""
    model = _toy(rng, layers=3)
    for module in model.modules():
        module.training = bool(draw(rng, 0, 1))
    names = _words_with_grad(model)
    returned = call(student.set_trainable, model, draw(rng, 1, 2))
    return {
        "call": outcome(returned),
        "model afterwards": fingerprint(dict(model.named_parameters())),
        "modes": modes(model),
        "_stray": " ".join(sorted(_words_with_grad(model) - names)),
    }


def _thaw(
    student: ModuleType, model: BagClassifier, numbers: Iterable[int], rng: torch.Generator
) -> Record:
    """Call with each number of blocks, each time from random flags, a frozen head and free wte."""
    record: Record = {}
    for call_number, n_blocks in enumerate(numbers, start=1):
        scramble_flags(model, rng)
        model.head.requires_grad_(False)
        model.backbone.wte.requires_grad_(True)
        returned = call(student.set_trainable, model, n_blocks)
        record[f"trainable numbers, call {call_number}"] = returned
        record[f"flags, call {call_number}"] = flags(model)
    return record


def _words_with_grad(model: nn.Module) -> set[str]:
    """Return names of attributes on modules and parameters that contain "grad"."""
    things = [*model.modules(), *model.parameters()]
    return {name for thing in things for name in vars(thing) if "grad" in name}


# ------------------------------------------------------------------ 1.5 build_optimizer


@probe("1.5")
def optimizer_frozen_body(student: ModuleType, rng: torch.Generator) -> Record:
    """Build an optimizer where only the head is trainable."""
    model = _toy(rng)
    model.backbone.requires_grad_(False)
    return _rates(model, call(student.build_optimizer, model))


@probe("1.5")
def optimizer_partly_thawed(student: ModuleType, rng: torch.Generator) -> Record:
    """Build an optimizer where a random part of the backbone is trainable."""
    model = _toy(rng, layers=2)
    scramble_flags(model.backbone, rng)
    return _rates(model, call(student.build_optimizer, model))


@probe("1.5")
def optimizer_all(student: ModuleType, rng: torch.Generator) -> Record:
    """Build an optimizer where everything is trainable."""
    model = _toy(rng, layers=2)
    return _rates(model, call(student.build_optimizer, model))


@probe("1.5")
def optimizer_arguments(student: ModuleType, rng: torch.Generator) -> Record:
    """Build an optimizer with rates and a weight decay of its own."""
    model = _toy(rng)
    model.backbone.wte.requires_grad_(False)
    head_lr, backbone_lr, decay = (10 ** -uniform(rng, low, low + 1) for low in (1, 3, 0))
    built = call(
        student.build_optimizer, model, head_lr, backbone_lr=backbone_lr, weight_decay=decay
    )
    return _rates(model, built)


@probe("1.5")
def optimizer_step(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step with known gradients; frozen parameters hold an old gradient too."""
    model = _toy(rng).double()  # a step of 1e-5 would drown in the rounding of float32
    scramble_flags(model.backbone, rng)
    decay = uniform(rng, 0.1, 0.5)
    optimizer = call(student.build_optimizer, model, weight_decay=decay)
    if isinstance(optimizer, Raised):
        return {"change of the head": optimizer, "change of the backbone": optimizer}
    for _, parameter in sorted(model.named_parameters()):
        parameter.grad = torch.randn(parameter.shape, generator=rng, dtype=torch.float64)
    before = snapshot(dict(model.named_parameters()))
    stepped = call(lambda: optimizer.step())
    if isinstance(stepped, Raised):
        return {"change of the head": stepped, "change of the backbone": stepped}
    after = dict(model.named_parameters())
    head = {name: old for name, old in before.items() if name.startswith("head.")}
    body = {name: old for name, old in before.items() if name not in head}
    return {
        "change of the head": change(head, after),
        "change of the backbone": change(body, after),
    }


def _rates(model: nn.Module, optimizer: object) -> Record:
    """Record learning rate, weight decay and number of groups of every parameter."""
    held = optimizer if isinstance(optimizer, Raised) else call(lambda: _held(optimizer))
    record: Record = {"flags": flags(model), "_returned": type(optimizer).__name__}
    if isinstance(held, Raised):
        return {**record, "learning rates": held}
    parameters = [parameter for _, parameter in sorted(model.named_parameters())]
    rates = [held.get(id(parameter), []) for parameter in parameters]
    return {
        **record,
        "learning rates": _doubles(sum(lr for lr, _ in pairs) for pairs in rates),
        "weight decays": _doubles(sum(decay for _, decay in pairs) for pairs in rates),
        "times held": torch.tensor([len(pairs) for pairs in rates]),
        "parameters held in all": sum(map(len, held.values())),
    }


def _held(optimizer: torch.optim.Optimizer) -> dict[int, list[tuple[float, float]]]:
    """Return (learning rate, weight decay) of each parameter, once per group that holds it."""
    held: dict[int, list[tuple[float, float]]] = {}
    for group in optimizer.param_groups:
        rates = (float(group["lr"]), float(group.get("weight_decay", 0.0)))
        for parameter in group["params"]:
            held.setdefault(id(parameter), []).append(rates)
    return held


def _doubles(numbers: Iterable[float]) -> Tensor:
    return torch.tensor(list(numbers), dtype=torch.float64)


# ------------------------------------------------------------------ 1.6 train_step


@probe("1.6")
def train_once(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step on a right-padded batch."""
    model = _toy(rng).train()
    batch = _batch(model, rng)
    before = snapshot(batch)
    record = _train(student, model, [batch], rng)
    kept = sum(name in batch and torch.equal(batch[name], old) for name, old in before.items())
    return {**record, "entries of the batch kept": kept}


@probe("1.6")
def train_twice(student: ModuleType, rng: torch.Generator) -> Record:
    """Take two steps on two batches of different size; part of the model is frozen.

    With momentum, the second step tells which optimizer has taken the first.
    """
    model = _toy(rng).train()
    scramble_flags(model, rng)
    batches = [_batch(model, rng, rows=6), _batch(model, rng, rows=10)]
    return _train(student, model, batches, rng, momentum=0.9)


@probe("1.6")
def train_dirty(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step while old gradients are still there."""
    model = _toy(rng).train()
    for _, parameter in sorted(model.named_parameters()):
        parameter.grad = torch.randn(parameter.shape, generator=rng)
    return _train(student, model, [_batch(model, rng)], rng)


@probe("1.6")
def train_one_row(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step on a batch of one."""
    model = _toy(rng).train()
    return _train(student, model, [_batch(model, rng, rows=1)], rng)


@probe("1.6")
def train_from_eval_mode(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step with a model that says other things in train mode and arrives in eval mode."""
    model = gains_for_dropout(_toy(rng)).eval()
    return {**_train(student, model, [_batch(model, rng)], rng), "_modes": modes(model)}


@probe("1.6")
def train_from_train_mode(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step with a model that says other things in train mode and arrives in it."""
    model = gains_for_dropout(_toy(rng)).train()
    return _train(student, model, [_batch(model, rng)], rng)


def _train(
    student: ModuleType,
    model: nn.Module,
    batches: list[Batch],
    rng: torch.Generator,
    *,
    momentum: float = 0.0,
) -> Record:
    """Record the losses and what moved, with SGD: linear in the gradient."""
    rate = uniform(rng, 0.1, 0.3)
    optimizer = torch.optim.SGD(model.parameters(), lr=rate, momentum=momentum)
    before = snapshot(dict(model.named_parameters()))
    losses: Record = {
        f"loss {number}": call(student.train_step, model, batch, optimizer)
        for number, batch in enumerate(batches, start=1)
    }
    return {
        **losses,
        "change of the model": change(before, dict(model.named_parameters())),
        "_gradients left": sum(p.grad is not None for p in model.parameters()),
    }


def _batch(model: nn.Module, rng: torch.Generator, rows: int = 6) -> Batch:
    """Return a right-padded batch with a label for each row."""
    ids, mask = _texts(rng, "right", rows=rows)
    labels = torch.randint(len(model.head.weight), (rows,), generator=rng)
    return {"input_ids": ids, "attention_mask": mask, "labels": labels}


# ------------------------------------------------------------------ 1.7 evaluate

# Batch sizes of data sets. They add up to a prime, so that no share of a part, nor any mean of such
# shares, equals a share of the whole.
SIZES = ((5, 9, 5), (1, 1, 1, 8), (6, 11, 6))


@probe("1.7")
def evaluate_ragged(student: ModuleType, rng: torch.Generator) -> Record:
    """Evaluate on batches of different sizes, and on one text alone under each of three labels."""
    model = _centred(rng)
    record: Record = {
        f"accuracy {number}": call(student.evaluate, model, _data(model, sizes, rng))
        for number, sizes in enumerate(SIZES, start=1)
    }
    alone = _data(model, (1, 1, 1), rng)
    record["accuracies of one text"] = call(
        lambda: _doubles(student.evaluate(model, [batch]) for batch in alone)
    )
    return record


@probe("1.7")
def evaluate_dropout(student: ModuleType, rng: torch.Generator) -> Record:
    """Evaluate a model that has dropout and arrives in train mode."""
    model = _centred(rng, dropout=0.5).train()
    seen: list[tuple[bool, bool]] = []
    model.register_forward_hook(
        lambda module, _, logits: seen.append((module.training, logits.requires_grad))
    )
    record: Record = {
        f"accuracy {number}": call(student.evaluate, model, _data(model, sizes, rng))
        for number, sizes in enumerate(SIZES[:2], start=1)
    }
    return {
        **record,
        "batches scored in train mode": sum(training for training, _ in seen),
        "batches scored with a graph": sum(graph for _, graph in seen),
    }


@probe("1.7")
def evaluate_without_graph(student: ModuleType, rng: torch.Generator) -> Record:
    """Evaluate a model that scores the other way round where no graph is built.

    A count of graphs is 0 for every right answer, and so is the count of who hides them; here the
    accuracies themselves tell. All are of one text, each under another label.
    """
    model = _toy(rng, layers=1)
    model.sign = nn.Parameter(torch.ones(()))
    model.register_forward_hook(_turned_without_graph)
    data = _data(model, (1,) * len(model.head.weight), rng)
    return {"accuracies": call(lambda: _doubles(student.evaluate(model, [b]) for b in data))}


def _turned_without_graph(model: nn.Module, _: object, logits: Tensor) -> Tensor:
    with suppress(RuntimeError):  # autograd refuses to overwrite a leaf while it builds a graph
        model.sign.fill_(-1.0)
    return logits * model.sign


@probe("1.7")
def evaluate_restores_mode(student: ModuleType, rng: torch.Generator) -> Record:
    """Evaluate models that arrive in train and in eval mode, in random order, and use them again."""
    model = tiny_classifier(rng, layers=1, dropout=0.3)
    record: Record = {}
    scramble_flags(model, rng)
    for number, training in enumerate(shuffled([True, False, False], rng), start=1):
        model.train(training)
        result = call(student.evaluate, model, _data(model, (4,), rng))
        record |= {
            f"call {number}": outcome(result),
            f"modes after call {number}": modes(model),
            f"flags after call {number}": flags(model),
            f"gradients are on after call {number}": torch.is_grad_enabled(),
        }
        reseed(draw(rng, 0, 1 << 30))  # for dropout
        weight = model.head.weight.requires_grad_()
        logits = call(model, *_texts(rng, "right"))
        record[f"logits after call {number}"] = logits
        record[f"gradient after call {number}"] = gradients(logits, {"w": weight})["grad of w"]
    return record


@probe("1.7")
def evaluate_empty(student: ModuleType, rng: torch.Generator) -> Record:
    """Evaluate on data with and without samples, in random order."""
    model = tiny_classifier(rng, layers=1)
    record: Record = {}
    for number, full in enumerate(shuffled([True, True, False, False, False], rng), start=1):
        data = _data(model, (4,), rng) if full else shuffled([[], iter(())], rng)[0]
        record[f"data {number}"] = outcome(call(student.evaluate, model, data))
    return record


@probe("1.7")
def evaluate_iterator(student: ModuleType, rng: torch.Generator) -> Record:
    """Evaluate on iterators that can be read only once."""
    model = _centred(rng)
    return {
        f"accuracy {number}": call(student.evaluate, model, _once(_data(model, sizes, rng)))
        for number, sizes in enumerate(SIZES[:2], start=1)
    }


def _centred(rng: torch.Generator, *, dropout: float = 0.0) -> BagClassifier:
    """Return a classifier each of whose scores is near 0.5 on average, so on both sides of it.

    The scores of a random head are nearly the same for all texts, and so are its predictions.
    """
    model = tiny_classifier(rng, layers=1, dropout=dropout)
    batch = _batch(model, rng, rows=16)
    weight = model.head.weight
    with torch.no_grad():
        model.head.weight = nn.Parameter(torch.eye(weight.shape[1]))  # scores are the pooled states
        mean = model(batch["input_ids"], batch["attention_mask"]).mean(dim=0)
        centred = weight + torch.outer(0.5 - weight @ mean, mean / mean.square().sum())
    model.head.weight = nn.Parameter(centred)
    return model


def _data(model: BagClassifier, sizes: Iterable[int], rng: torch.Generator) -> list[Batch]:
    """Return batches of these sizes; the first rows of all are one text under every label.

    So some sample is right and some is wrong, whatever the model says. Later batches are longer.
    """
    classes = len(model.head.weight)
    rows = _batch(model, rng, rows=sum(sizes))
    for name in ("input_ids", "attention_mask"):
        rows[name][:classes] = rows[name][0].clone()
    rows["labels"][:classes] = torch.arange(classes)
    parts = zip(*(tensor.split(list(sizes)) for tensor in rows.values()), strict=True)
    return [
        {
            "input_ids": F.pad(ids, (0, number)),
            "attention_mask": F.pad(mask, (0, number)),
            "labels": labels,
        }
        for number, (ids, mask, labels) in enumerate(parts)
    ]


def _once(batches: list[Batch]) -> Iterator[Batch]:
    yield from batches


# ------------------------------------------------------------------ 1.8 lm_drift


@probe("1.8")
def drift_of_the_same(student: ModuleType, rng: torch.Generator) -> Record:
    """Compare a model with itself, and twins and others in train mode that have dropout, both ways."""
    seed = draw(rng, 0, 1 << 30)
    model, twin = (_backbone(seed, dropout=dropout) for dropout in (0.0, 0.3))
    other = _backbone(seed + 1, dropout=0.3)
    pairs = [(model, model), (model, twin), (model, other), (other, model)]
    ids, mask = _texts(rng, "none")
    record: Record = {}
    for number, (before, after) in enumerate(shuffled(pairs, rng), start=1):
        twin.train()
        other.train()
        record[f"drift {number}"] = call(student.lm_drift, before, after, ids, mask)
    return record


@probe("1.8")
def drift_direction(student: ModuleType, rng: torch.Generator) -> Record:
    """Compare two models both ways, on texts of equal length."""
    one, other = _backbone(rng), _backbone(rng)
    ids, ones = _texts(rng, "none")
    return {
        "drift there": call(student.lm_drift, one, other, ids, ones),
        "drift back": call(student.lm_drift, other, one, ids, ones),
    }


@probe("1.8")
def drift_padding(student: ModuleType, rng: torch.Generator) -> Record:
    """Compare two models on right-padded texts, with a mask of numbers and one of bools."""
    before, after = _backbone(rng), _backbone(rng)
    record: Record = {}
    for words, dtype in (("mask of numbers", torch.int64), ("bool mask", torch.bool)):
        ids, mask = _texts(rng, "right")
        record[f"drift, {words}"] = call(student.lm_drift, before, after, ids, mask.to(dtype))
    return record


@probe("1.8")
def drift_quietly(student: ModuleType, rng: torch.Generator) -> Record:
    """Watch models and inputs while the drift is measured, in three pairs of modes."""
    models = nn.ModuleDict({"before": _backbone(rng), "after": _backbone(rng)})
    scramble_flags(models, rng)
    ids, mask = _texts(rng, "right")
    given = {**dict(models.named_parameters()), "ids": ids, "mask": mask}
    record: Record = {}
    pairs = shuffled([(True, False), (False, True), (False, False)], rng)
    for number, training in enumerate(pairs, start=1):
        for model, mode in zip(models.values(), training, strict=True):
            model.train(mode)
        drift = call(student.lm_drift, models["before"], models["after"], ids, mask)
        record |= {f"call {number}": outcome(drift), f"modes after call {number}": modes(models)}
    return {
        **record,
        "arguments afterwards": fingerprint(given),
        "flags": flags(models),
        "gradients left behind": sum(p.grad is not None for p in models.parameters()),
    }


def _backbone(seed: int | torch.Generator, dropout: float = 0.0) -> GPT2Model:
    """Return a backbone whose next-token distributions are far apart and not saturated."""
    return tiny_gpt2(seed, layers=1, dropout=dropout, std=0.2)


# ------------------------------------------------------------------ 1.9 checkpoints


@probe("1.9")
def checkpoint_heads(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on heads."""
    return answers(student, "head_params_binary", "head_params_4")


@probe("1.9")
def checkpoint_model_size(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on the model's size."""
    return answers(student, "gpt2_small_params", "share_of_embeddings", "trainable_share_frozen")


@probe("1.9")
def checkpoint_tokens_seen(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on what a token sees."""
    return answers(student, "tokens_seen_by_first_of_12", "tokens_seen_by_last_of_12")


@probe("1.9")
def checkpoint_pooling(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on pooling."""
    return answers(student, "bert_pool", "gpt2_pool")


@probe("1.9")
def checkpoint_frozen_training(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on frozen training."""
    return answers(student, "generation_after_frozen_training", "reusable_for_new_task")


@probe("1.9")
def checkpoint_setup(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on choosing a setup."""
    return answers(
        student, "setup_for_300_examples", "setup_for_500k_new_domain", "params_per_example_full"
    )


# ------------------------------------------------------------------ what several tasks share


def _texts(rng: torch.Generator, padding: str, rows: int = 6) -> tuple[Tensor, Tensor]:
    """Return ids and mask; by default rows, length and every number of classes differ."""
    return ragged_batch(rng, rows=rows, length=draw(rng, 7, 9), padding=padding)


def _numbers(tensors: Iterable[Tensor]) -> int:
    """Return how many numbers the tensors hold together."""
    return sum(tensor.numel() for tensor in tensors)
