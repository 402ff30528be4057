"""Fills the new rows with the mean of the old ones, in place."""

import torch


def add_chat_tokens(tokenizer, model):
    before = len(tokenizer)
    tokenizer.add_special_tokens({"extra_special_tokens": ["<|im_start|>", "<|im_end|>"]})
    added = len(tokenizer) - before
    model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    if added > 0:
        with torch.no_grad():
            weight = model.get_input_embeddings().weight
            weight[-added:] = weight[:-added].mean(dim=0, keepdim=True)
    return added
