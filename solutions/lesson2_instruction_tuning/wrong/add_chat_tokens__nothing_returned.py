"""L2.C52: Tokenizer and model are right, but nothing is returned. The number of new markers is asked
for.

credit: 0.75
input: a tokenizer that knows neither marker
yours: None
holds: a number tells whether the model has rows still to be learnt
question: What follows the word return?
"""


def add_chat_tokens(tokenizer, model):
    tokenizer.add_special_tokens({"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]})
    model.resize_token_embeddings(len(tokenizer))
