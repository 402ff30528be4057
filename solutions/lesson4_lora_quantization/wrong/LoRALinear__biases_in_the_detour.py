"""L4.A21: More numbers are trainable than r x (in + out). A detour is B times A and nothing else:
which vectors do your layers bring along?

credit: 0.5
input: a base from 5 to 7, r = 3
yours: 46 trainable numbers
holds: r x (in + out) = 36
question: What does nn.Linear hold besides its weight?
"""

from torch import nn
from transformers.pytorch_utils import Conv1D


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        super().__init__()
        W = base.weight
        if isinstance(base, Conv1D):
            d_in, d_out = W.shape
        else:
            d_out, d_in = W.shape
        for p in base.parameters():
            p.requires_grad = False
        self.base = base
        self.A = nn.Linear(d_in, r).to(W.dtype)
        self.B = nn.Linear(r, d_out).to(W.dtype)
        nn.init.zeros_(self.B.weight)
        nn.init.zeros_(self.B.bias)
        self.dropout = nn.Dropout(dropout)
        self.scale = alpha / r

    def forward(self, x):
        detour = self.B(self.A(self.dropout(x)))
        return self.base(x) + self.scale * detour
