"""Rounds up to full 64s by hand."""

from __future__ import annotations

from transformers import PreTrainedModel, PreTrainedTokenizerBase


def add_chat_tokens(tokenizer: PreTrainedTokenizerBase, model: PreTrainedModel) -> int:
    before = len(tokenizer)
    for marker in ("<|im_end|>", "<|im_start|>"):
        tokenizer.add_tokens(marker, special_tokens=True)
    model.resize_token_embeddings(-(-len(tokenizer) // 64) * 64, mean_resizing=False)
    return len(tokenizer) - before
