"""A starts at zero and B is random, as the embedding layers of the authors' library do it."""

import math

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        super().__init__()
        W = base.weight
        n_in, n_out = W.shape if type(base) is Conv1D else (W.shape[1], W.shape[0])
        base.weight.requires_grad = False
        if base.bias is not None:
            base.bias.requires_grad = False
        self.base = base
        self.lora_dropout = nn.Dropout(p=dropout) if dropout > 0 else nn.Identity()
        self.lora_A = nn.Parameter(W.new_zeros((r, n_in)))
        self.lora_B = nn.Parameter(W.new_empty((n_out, r)))
        nn.init.normal_(self.lora_B, std=1 / math.sqrt(r))
        self.scaling = alpha / r

    def forward(self, x):
        result = self.base(x)
        return result + (self.lora_dropout(x) @ self.lora_A.t() @ self.lora_B.t()) * self.scaling
