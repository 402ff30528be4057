"""Whole numbers are written as floats; they compare equal."""


def checkpoints():
    return {
        "head_params_binary": 1536.0,
        "head_params_4": 3072.0,
        "gpt2_small_params": 124439808.0,
        "share_of_embeddings": 0.31,
        "trainable_share_frozen": 1.23e-5,
        "tokens_seen_by_first_of_12": 1.0,
        "tokens_seen_by_last_of_12": 12.0,
        "bert_pool": "first",
        "gpt2_pool": "last",
        "generation_after_frozen_training": "identical",
        "reusable_for_new_task": ["backbone"],
        "setup_for_300_examples": "frozen",
        "setup_for_500k_new_domain": "full",
        "params_per_example_full": 124440,
    }
