"""L2.C61: The row of the end of the text has changed with your call. New rows may begin as a copy of
it, but they are rows of their own.

credit: 0.5
input: the row of <|endoftext|>, before and after
yours: another row
holds: all old rows are what they were
question: Which row do you write into?
"""

import torch


def add_chat_tokens(tokenizer, model):
    added = tokenizer.add_special_tokens(
        {"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]}
    )
    model.resize_token_embeddings(len(tokenizer))
    if added:
        with torch.no_grad():
            weight = model.get_input_embeddings().weight
            weight[tokenizer.eos_token_id] = weight[:-added].mean(dim=0)
    return added
