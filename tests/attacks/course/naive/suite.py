"""The same assignment as a plain pytest suite: hand-in, answers and checks share one process.

Every check holds for the reference alone, and none of them for the wrong answer `x + 1`.
"""

from __future__ import annotations

import numpy as np
import reference
import tiny
import torch
from torch import Tensor


def both(x: float | None = None) -> tuple[Tensor, Tensor]:
    torch.manual_seed(0)
    argument = torch.randn(3, 4) if x is None else torch.tensor(x)
    return tiny.soften(argument), reference.soften(argument)


def test_allclose() -> None:
    got, want = both()
    assert torch.allclose(got, want, atol=1e-5)


def test_assert_close() -> None:
    got, want = both()
    torch.testing.assert_close(got, want)


def test_every_number() -> None:
    got, want = both()
    assert (got == want).all()


def test_one_number() -> None:
    got, want = both(0.5)
    assert abs(float(got) - float(want)) < 1e-5


def test_not_far() -> None:
    got, want = both()
    assert not ((got - want).abs() > 1e-5).any()


def test_numpy() -> None:
    got, want = both()
    np.testing.assert_allclose(got.numpy(), want.numpy(), rtol=1e-5)


def test_gradient() -> None:
    torch.manual_seed(0)
    x = torch.randn(3, 4, requires_grad=True)
    gradients = [torch.autograd.grad(f(x).sum(), x)[0] for f in (tiny.soften, reference.soften)]
    assert torch.allclose(*gradients)
