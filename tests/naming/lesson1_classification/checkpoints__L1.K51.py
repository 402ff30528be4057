"""The heads are counted by building two layers that bring a bias along."""

from torch import nn


def checkpoints():
    def size(classes):
        return sum(p.numel() for p in nn.Linear(768, classes).parameters())

    small = 124_439_808
    return {
        "head_params_binary": size(2),
        "head_params_4": size(4),
        "gpt2_small_params": small,
        "share_of_embeddings": 50257 * 768 / small,
        "trainable_share_frozen": 2 * 768 / small,
        "tokens_seen_by_first_of_12": 1,
        "tokens_seen_by_last_of_12": 12,
        "bert_pool": "first",
        "gpt2_pool": "last",
        "generation_after_frozen_training": "identical",
        "reusable_for_new_task": ["backbone"],
        "setup_for_300_examples": "frozen",
        "setup_for_500k_new_domain": "full",
        "params_per_example_full": small / 1000,
    }
