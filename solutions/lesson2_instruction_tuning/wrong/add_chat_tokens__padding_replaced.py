"""L2.C55: The padding token is another one than before. The contract leaves it alone.

credit: 0.75
input: a tokenizer that pads with <|endoftext|>
yours: it pads with <|im_end|>
holds: all special tokens from before are what they were
question: What would a mask made from the padding id do to the end of each turn?
"""


def add_chat_tokens(tokenizer, model):
    added = tokenizer.add_special_tokens(
        {"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]}
    )
    tokenizer.pad_token = "<|im_end|>"
    model.resize_token_embeddings(len(tokenizer))
    return added
