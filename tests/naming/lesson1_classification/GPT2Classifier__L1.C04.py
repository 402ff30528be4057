"""Returns log-probabilities."""

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
        out = self.backbone(input_ids=input_ids, attention_mask=attention_mask)
        scores = self.head(pool_last_token(out[0], attention_mask))  # noqa: F821
        return scores - torch.logsumexp(scores, dim=-1, keepdim=True)
