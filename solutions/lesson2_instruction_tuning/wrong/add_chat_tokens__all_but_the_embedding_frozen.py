"""L2.C64: All of the model but its embedding is frozen after your call. What is trained is for others to
decide.

credit: 0.75
input: a model whose blocks are partly trainable
yours: its blocks are frozen
holds: what was trainable before is trainable afterwards
question: Which of your lines writes requires_grad?
"""


def add_chat_tokens(tokenizer, model):
    added = tokenizer.add_special_tokens(
        {"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]}
    )
    model.resize_token_embeddings(len(tokenizer))
    model.requires_grad_(False)
    model.get_input_embeddings().weight.requires_grad_(True)
    return added
