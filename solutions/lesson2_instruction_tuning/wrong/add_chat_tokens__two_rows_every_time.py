"""L2.C04: A second call makes the matrix larger again, though no token was added. Where do you take
the number of rows from?

credit: 0.5
input: the same tokenizer and model, twice
yours: 267 rows for 265 tokens
holds: a second call leaves the model as it is
question: Who knows how many rows are needed?
"""


def add_chat_tokens(tokenizer, model):
    added = tokenizer.add_special_tokens(
        {"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]}
    )
    model.resize_token_embeddings(model.config.vocab_size + 2)
    return added
