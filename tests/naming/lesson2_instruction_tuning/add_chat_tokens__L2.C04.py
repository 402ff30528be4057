"""Adds two to the number of rows that the matrix has."""

from __future__ import annotations

from transformers import PreTrainedModel, PreTrainedTokenizerBase


def add_chat_tokens(tokenizer: PreTrainedTokenizerBase, model: PreTrainedModel) -> int:
    rows = model.get_input_embeddings().num_embeddings
    new = tokenizer.add_tokens(["<|im_start|>", "<|im_end|>"], special_tokens=True)
    model.resize_token_embeddings(rows + 2, mean_resizing=False)
    return new
