"""L2.C54: The end-of-text token is another one than before. A turn that ends is not a text that ends.

credit: 0.75
input: a tokenizer whose end of text is <|endoftext|>
yours: its end of text is <|im_end|>
holds: all special tokens from before are what they were
question: Which entries does your call write besides the two markers?
"""


def add_chat_tokens(tokenizer, model):
    added = tokenizer.add_special_tokens(
        {"additional_special_tokens": ["<|im_start|>", "<|im_end|>"], "eos_token": "<|im_end|>"}
    )
    model.resize_token_embeddings(len(tokenizer))
    return added
