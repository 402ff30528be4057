"""L2.C08: Input and output embedding are two matrices now. Before your call they were one.

credit: 0.5
input: a tied model, whose input embedding is edited afterwards
yours: the scores of the output layer do not follow
holds: an edit of one matrix is an edit of the other
question: Which object does the output layer's weight point to after your call?
"""

import torch
from torch import nn


def add_chat_tokens(tokenizer, model):
    added = tokenizer.add_special_tokens(
        {"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]}
    )
    old = model.get_input_embeddings().weight.data
    rows, width = len(tokenizer), old.shape[1]
    new = torch.cat([old, old.mean(0, keepdim=True).expand(rows - len(old), width)])
    embedding = nn.Embedding(rows, width)
    embedding.weight.data = new.clone()
    head = nn.Linear(width, rows, bias=False)
    head.weight.data = new.clone()
    model.set_input_embeddings(embedding)
    model.set_output_embeddings(head)
    model.config.vocab_size = rows
    return added
