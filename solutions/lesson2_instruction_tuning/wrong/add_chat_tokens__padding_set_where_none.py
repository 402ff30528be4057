"""L2.C62: A tokenizer without a padding token has one after your call. The contract leaves it alone.

credit: 0.75
input: a tokenizer without a padding token
yours: it pads with <|endoftext|>
holds: all special tokens from before are what they were, also where there was none
question: Which entries does your call write besides the two markers?
"""


def add_chat_tokens(tokenizer, model):
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    added = tokenizer.add_special_tokens(
        {"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]}
    )
    model.resize_token_embeddings(len(tokenizer))
    return added
