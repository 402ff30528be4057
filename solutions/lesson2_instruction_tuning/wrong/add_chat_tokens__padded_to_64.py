"""L2.C13: The matrix has rows that no token uses. The contract asks for exactly as many rows as there
are tokens.

credit: 0.75
input: a tokenizer of 263 tokens
yours: 320 rows
holds: rows and tokens are equally many
question: What is the number of rows rounded up to?
"""


def add_chat_tokens(tokenizer, model):
    added = tokenizer.add_special_tokens(
        {"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]}
    )
    model.resize_token_embeddings(len(tokenizer), pad_to_multiple_of=64)
    return added
