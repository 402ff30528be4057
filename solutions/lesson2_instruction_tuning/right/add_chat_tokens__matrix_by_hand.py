"""Builds the larger matrix by hand and ties the output layer to it."""

import torch
from torch import nn


def add_chat_tokens(tokenizer, model):
    added = tokenizer.add_special_tokens(
        {"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]}
    )
    old = model.transformer.wte.weight
    extra = len(tokenizer) - len(old)
    if extra > 0:
        rows = torch.cat([old.detach(), 0.02 * torch.randn(extra, old.shape[1])])
        model.transformer.wte = nn.Embedding.from_pretrained(rows, freeze=False)
        model.lm_head = nn.Linear(old.shape[1], len(rows), bias=False)
        model.lm_head.weight = model.transformer.wte.weight
        model.config.vocab_size = len(rows)
    return added
