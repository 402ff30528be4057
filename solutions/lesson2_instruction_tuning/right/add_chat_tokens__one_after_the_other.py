"""Adds each marker only if the vocabulary lacks it, and resizes only if there was one."""


def add_chat_tokens(tokenizer, model):
    missing = [m for m in ("<|im_start|>", "<|im_end|>") if m not in tokenizer.get_vocab()]
    for marker in missing:
        tokenizer.add_tokens([marker], special_tokens=True)
    if missing:
        model.resize_token_embeddings(len(tokenizer))
    return len(missing)
