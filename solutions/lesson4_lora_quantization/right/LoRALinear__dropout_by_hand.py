"""The dropout is drawn by hand, and the base is applied as a matrix product."""

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        super().__init__()
        base.requires_grad_(False)
        self.base, self.r, self.alpha, self.p = base, r, alpha, dropout
        kind = {"dtype": base.weight.dtype, "device": base.weight.device}
        n_in, n_out = base.weight.shape if isinstance(base, Conv1D) else base.weight.T.shape
        self.U = nn.Parameter(torch.zeros(r, n_out, **kind))
        self.V = nn.Parameter(torch.randn(n_in, r, **kind) * 0.01)

    def forward(self, x):
        W = self.base.weight if isinstance(self.base, Conv1D) else self.base.weight.T
        y = x @ W
        if self.base.bias is not None:
            y = y + self.base.bias
        if self.training and self.p:
            keep = (torch.rand(x.shape) >= self.p).to(x.dtype)
            x = x * keep / (1 - self.p)
        return y + x @ self.V @ self.U * self.alpha / self.r
