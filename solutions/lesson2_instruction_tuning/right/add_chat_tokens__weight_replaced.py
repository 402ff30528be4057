"""Keeps both modules and gives them one new parameter."""

import torch


def add_chat_tokens(tokenizer, model):
    count = len(tokenizer)
    tokenizer.add_special_tokens({"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]})
    new = len(tokenizer) - count
    embedding, head = model.get_input_embeddings(), model.get_output_embeddings()
    fresh = torch.zeros(len(tokenizer) - embedding.num_embeddings, embedding.embedding_dim)
    embedding.weight = torch.nn.Parameter(torch.vstack([embedding.weight.data, fresh]))
    embedding.num_embeddings = head.out_features = len(tokenizer)
    head.weight = embedding.weight
    model.config.vocab_size = len(tokenizer)
    return new
