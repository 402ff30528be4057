"""What the probes of several lessons share: drawing inputs, and noting what a call left behind.

Whether a call changed its arguments is not counted against copies: the count would be 0 for every
right answer, which a hand-in could claim without earning it. A probe records the `fingerprint` of
what is there after the call, or flags that it had drawn before, and the judge compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import TypeVar

import torch
from torch import Tensor, nn

from autograder.observation import Raised
from autograder.sandbox.recorder import as_json, call

Record = dict[str, object]
T = TypeVar("T")
Model = TypeVar("Model", bound=nn.Module)


def draw(rng: torch.Generator, low: int, high: int) -> int:
    """Return a whole number in low..high, both included."""
    return int(torch.randint(low, high + 1, (), generator=rng))


def uniform(rng: torch.Generator, low: float, high: float) -> float:
    """Return a number between low and high."""
    return low + (high - low) * float(torch.rand((), generator=rng))


def shuffled(things: Iterable[T], rng: torch.Generator) -> list[T]:
    """Return the things in random order."""
    things = list(things)
    return [things[place] for place in torch.randperm(len(things), generator=rng).tolist()]


def scramble_flags(model: nn.Module, rng: torch.Generator) -> None:
    """Make a random half of the parameters trainable, and the others frozen."""
    parameters = shuffled([parameter for _, parameter in sorted(model.named_parameters())], rng)
    for place, parameter in enumerate(parameters):
        parameter.requires_grad_(place < len(parameters) // 2)


def flags(model: nn.Module) -> Tensor:
    """Return requires_grad of every parameter, in the order of the sorted names."""
    return torch.tensor([int(p.requires_grad) for _, p in sorted(model.named_parameters())])


def modes(model: nn.Module) -> Tensor:
    """Return the train flag of every module."""
    return torch.tensor([int(module.training) for module in model.modules()])


class ModeGain(nn.Module):
    """Passes its input on in eval mode; in train mode what is positive counts twice.

    One gain for all numbers would be lost in the layer norms.
    """

    p = 0.0  # GPT-2's attention reads this of its dropout, and drops out by itself

    def forward(self, x: Tensor) -> Tensor:
        """Return a tensor of the same shape."""
        return x + x.relu() if self.training else x


def gains_for_dropout(model: Model) -> Model:
    """Put a `ModeGain` in the place of every dropout of a model, and return the model.

    The mode then shows in all numbers, and no random stream does: a right answer may run the rows of a
    batch in any order, and in as many calls as it likes.
    """
    for module in list(model.modules()):
        for name, child in module.named_children():
            if isinstance(child, nn.Dropout):
                setattr(module, name, ModeGain().train(child.training))
    return model


def outcome(result: object) -> Raised | str:
    """Return what a call raised, or that it returned: where a value is no part of the claim."""
    return result if isinstance(result, Raised) else "returned"


def plain(key: str, value: object) -> object:
    """Return an answer as it is recorded: text and collections as JSON text, the rest as it is."""
    return as_json(value) if isinstance(value, str | list | tuple | set | dict) else value


def answers(
    student: ModuleType, *keys: str, plain: Callable[[str, object], object] = plain
) -> Record:
    """Record what `checkpoints` answers under these keys; `plain` says in which form."""
    given = call(student.checkpoints)
    returned = {"_returned": type(given).__name__}
    if not isinstance(given, Mapping):
        return {**returned, **dict.fromkeys(keys, given)}
    return {**returned, **{key: plain(key, given.get(key, "missing")) for key in keys}}
