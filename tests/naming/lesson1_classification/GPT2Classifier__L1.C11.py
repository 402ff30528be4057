"""Runs the backbone without a graph."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import GPT2Model


class GPT2Classifier(nn.Module):
    def __init__(self, backbone: GPT2Model, num_classes: int) -> None:
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.wte.embedding_dim, num_classes, bias=False)

    def forward(self, input_ids: Tensor, attention_mask: Tensor | None = None) -> Tensor:
        previous = torch.is_grad_enabled()
        torch.set_grad_enabled(False)
        hidden = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        torch.set_grad_enabled(previous)
        return self.head(pool_last_token(hidden, attention_mask))  # noqa: F821
