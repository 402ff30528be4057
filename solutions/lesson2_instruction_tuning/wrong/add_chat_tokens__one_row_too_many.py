"""L2.C59: The matrix has one row more than there are tokens. Which id would that row belong to?

credit: 0.75
input: a tokenizer of 263 tokens
yours: 266 rows
holds: the largest id is the last row's
question: What is the largest id of a tokenizer with 265 tokens?
"""


def add_chat_tokens(tokenizer, model):
    added = tokenizer.add_special_tokens(
        {"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]}
    )
    model.resize_token_embeddings(len(tokenizer) + 1)
    return added
