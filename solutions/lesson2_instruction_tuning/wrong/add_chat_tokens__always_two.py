"""L2.C51: You return 2 whatever happened. The second time nothing is new.

credit: 0.75
input: the same tokenizer and model, twice
yours: 2 and 2
holds: the returned numbers add up to the tokens that the tokenizer has gained
question: What does the tokenizer's method return, and where does that go?
"""


def add_chat_tokens(tokenizer, model):
    tokenizer.add_special_tokens({"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]})
    model.resize_token_embeddings(len(tokenizer))
    return 2
