"""L2.C01: The tokenizer now gives ids for which the model has no row. Score a text with a marker and
read the error.

credit: 0.25
input: a tokenizer of 263 tokens
yours: 265 tokens, 263 rows
holds: the model has one row for each token
question: Which of the two arguments does your function never touch?
"""


def add_chat_tokens(tokenizer, model):
    return tokenizer.add_special_tokens(
        {"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]}
    )
