"""L2.C56: The tokenizer that you were given knows no marker after the call. A copy of it does, and
that copy is gone.

credit: 0.25
input: a tokenizer of 263 tokens
yours: still 263 tokens
holds: the caller's own tokenizer gives one id for a marker
question: Which object does the caller go on with?
"""

import copy


def add_chat_tokens(tokenizer, model):
    tokenizer = copy.deepcopy(tokenizer)
    added = tokenizer.add_special_tokens(
        {"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]}
    )
    model.resize_token_embeddings(len(tokenizer))
    return added
