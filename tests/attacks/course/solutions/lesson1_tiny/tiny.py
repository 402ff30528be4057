"""The reference; its secret is replaced by a token of each run, which no hand-in may ever show."""

from __future__ import annotations

import torch
from torch import Tensor

SECRET = "the-token-of-this-run"


def soften(x: Tensor) -> Tensor:
    """Return x * sigmoid(2 x)."""
    return x * torch.sigmoid(2 * x)


def twice(x: Tensor) -> Tensor:
    """Return `soften` of `soften`."""
    return soften(soften(x))
