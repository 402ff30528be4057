"""L2.C63: The embedding is frozen after your call, so the markers' rows stay as they were drawn. How
are their vectors to be learnt?

credit: 0.75
input: a model whose embedding is trainable
yours: its embedding is frozen
holds: what was trainable before is trainable afterwards
question: Which of your lines writes requires_grad?
"""


def add_chat_tokens(tokenizer, model):
    added = tokenizer.add_special_tokens(
        {"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]}
    )
    model.resize_token_embeddings(len(tokenizer))
    model.get_input_embeddings().weight.requires_grad_(False)
    return added
