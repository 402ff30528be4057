"""L2.C09: The old tokens have lost their vectors: the whole matrix is new. Two rows were to be added.

credit: 0.0
input: a text without markers, before and after
yours: other scores
holds: texts without markers get the scores they got before
question: What was in the matrix that you replaced?
"""

from torch import nn


def add_chat_tokens(tokenizer, model):
    added = tokenizer.add_special_tokens(
        {"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]}
    )
    rows = len(tokenizer)
    if added:
        model.set_input_embeddings(nn.Embedding(rows, model.config.n_embd))
        head = nn.Linear(model.config.n_embd, rows, bias=False)
        head.weight = model.get_input_embeddings().weight
        model.set_output_embeddings(head)
        model.config.vocab_size = rows
    return added
