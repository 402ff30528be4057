"""Probes of the tiny lesson."""

from __future__ import annotations

from types import ModuleType

import torch
from torch import Generator

from autograder.sandbox.recorder import call, gradients, probe

STAND_INS = {"soften": lambda x: x / 3 + 1}


@probe("1.1")
def soften_values(student: ModuleType, rng: Generator) -> dict[str, object]:
    x = torch.randn(3, 4, generator=rng)
    before = x.clone()
    y = call(student.soften, x)
    return {"y": y, "argument changed": bool((x != before).any())}


@probe("1.1")
def soften_gradients(student: ModuleType, rng: Generator) -> dict[str, object]:
    x = torch.randn(2, 5, generator=rng, requires_grad=True)
    return gradients(call(student.soften, x), {"x": x})


@probe("1.1")
def soften_shapes(student: ModuleType, rng: Generator) -> dict[str, object]:
    y = call(student.soften, torch.randn(2, 3, 2, generator=rng))
    return {"shape": str(tuple(y.shape)) if type(y) is torch.Tensor else "no tensor"}


@probe("1.2")
def twice_values(student: ModuleType, rng: Generator) -> dict[str, object]:
    return {"y": call(student.twice, torch.randn(3, 4, generator=rng))}
