"""L2.C57: The model is resized before the tokens are there, so it is two rows behind. In which order
do the two calls stand?

credit: 0.25
input: a tokenizer of 263 tokens
yours: 265 tokens, 263 rows
holds: the model has one row for each token
question: What is the tokenizer's length when the model asks for it?
"""


def add_chat_tokens(tokenizer, model):
    model.resize_token_embeddings(len(tokenizer))
    return tokenizer.add_special_tokens(
        {"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]}
    )
