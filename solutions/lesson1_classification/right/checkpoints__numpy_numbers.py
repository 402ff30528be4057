"""Numbers come from numpy and torch, as integers and as floats."""

import numpy as np
import torch


def checkpoints():
    size = np.int64(124_439_808)
    return {
        "head_params_binary": np.prod([2, 768]),
        "head_params_4": torch.nn.Linear(768, 4, bias=False).weight.numel(),
        "gpt2_small_params": size,
        "share_of_embeddings": np.float64(50257 * 768) / size,
        "trainable_share_frozen": np.float32(1536) / np.float32(size),
        "tokens_seen_by_first_of_12": np.int32(1),
        "tokens_seen_by_last_of_12": torch.ones(12, 12).tril()[-1].sum().int().item(),
        "bert_pool": "first",
        "gpt2_pool": "last",
        "generation_after_frozen_training": "identical",
        "reusable_for_new_task": ["backbone"],
        "setup_for_300_examples": "frozen",
        "setup_for_500k_new_domain": "full",
        "params_per_example_full": size / 1000,
    }
