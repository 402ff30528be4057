"""Never looks for a row without real tokens."""

from __future__ import annotations

from torch import Tensor


def pool_last_token(hidden: Tensor, attention_mask: Tensor | None = None) -> Tensor:
    if attention_mask is None:
        return hidden[:, -1]
    length = attention_mask.shape[1]
    steps_back = attention_mask.int().flip(1).argmax(1)
    index = (length - 1 - steps_back).view(-1, 1, 1).expand(-1, 1, hidden.shape[-1])
    return hidden.gather(1, index).squeeze(1)
