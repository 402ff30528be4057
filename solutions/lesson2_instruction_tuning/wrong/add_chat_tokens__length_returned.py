"""L2.C53: You return how many tokens there are now. How many of them are new?

credit: 0.75
input: a tokenizer of 263 tokens
yours: 265
holds: a second call returns 0
question: By how much is your number larger than before the call?
"""


def add_chat_tokens(tokenizer, model):
    tokenizer.add_special_tokens({"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]})
    model.resize_token_embeddings(len(tokenizer))
    return len(tokenizer)
