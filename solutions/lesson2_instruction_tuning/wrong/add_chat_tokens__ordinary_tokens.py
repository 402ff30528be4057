"""L2.C02: Your markers survive when special tokens are left out of a text. To the tokenizer they are
words like any others.

credit: 0.75
input: <|im_start|>the<|im_end|>, decoded without special tokens
yours: <|im_start|>the<|im_end|>
holds: the text is what somebody said, and no more
question: Which methods of a tokenizer add tokens, and what is the difference?
"""


def add_chat_tokens(tokenizer, model):
    n = tokenizer.add_tokens(["<|im_start|>", "<|im_end|>"])
    model.resize_token_embeddings(len(tokenizer))
    return n
