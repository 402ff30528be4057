"""Hands over `AddedToken` objects, the end marker first, and keeps the default for new rows."""

from transformers import AddedToken


def add_chat_tokens(tokenizer, model):
    tokens = [
        AddedToken(text, special=True, normalized=False) for text in ("<|im_end|>", "<|im_start|>")
    ]
    number = tokenizer.add_tokens(tokens, special_tokens=True)
    model.resize_token_embeddings(new_num_tokens=len(tokenizer))
    return number
