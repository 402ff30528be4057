"""L2.C60: Two tokens were added, but other ones than the template's. Compare the spelling sign by
sign.

credit: 0.25
input: <|im_start|>the<|im_end|>
yours: 21 tokens
holds: the text is three tokens
question: Which signs stand next to the angle brackets?
"""


def add_chat_tokens(tokenizer, model):
    added = tokenizer.add_special_tokens({"additional_special_tokens": ["<im_start>", "<im_end>"]})
    model.resize_token_embeddings(len(tokenizer))
    return added
