"""L2.C06: One of the two markers still falls apart into single characters. Encode both and count.

credit: 0.25
input: <|im_start|>the<|im_end|>
yours: <|im_start|>, the, and ten pieces
holds: the text is three tokens
question: Which markers does the template use?
"""


def add_chat_tokens(tokenizer, model):
    added = tokenizer.add_special_tokens({"additional_special_tokens": ["<|im_start|>"]})
    model.resize_token_embeddings(len(tokenizer))
    return added
