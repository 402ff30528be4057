"""Leaves the layers where they are and adds the detours in forward hooks."""

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D


class Pair(nn.Module):
    def __init__(self, layer, r, alpha):
        super().__init__()
        n_out, n_in = layer.weight.shape
        if isinstance(layer, Conv1D):
            n_in, n_out = n_out, n_in
        self.a = nn.Parameter(torch.randn(n_in, r) * 0.05)
        self.b = nn.Parameter(torch.zeros(r, n_out))
        self.s = alpha / r

    def hook(self, layer, args, output):
        return output + args[0] @ self.a @ self.b * self.s


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    for parameter in model.parameters():
        parameter.requires_grad = False
    pairs = nn.ModuleList()
    for name, layer in model.named_modules():
        named = {name, *(name[i + 1 :] for i, c in enumerate(name) if c == ".")}
        if isinstance(layer, (nn.Linear, Conv1D)) and named & set(targets):
            pair = Pair(layer, r, alpha)
            layer.register_forward_hook(pair.hook)
            pairs.append(pair)
    model.lora_pairs = pairs
    return len(pairs)
