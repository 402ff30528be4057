"""L1.K51: Your head sizes hold a few numbers too many, one per class. Which part of a linear
layer did task 1.2 leave out?

credit: 0.75
input: head_params_binary
yours: 1538
holds: a head of twice as many classes has exactly twice as many numbers
question: Does your count double from 2 to 4 classes?
"""


def checkpoints():
    return {
        "head_params_binary": 768 * 2 + 2,
        "head_params_4": 768 * 4 + 4,
        "gpt2_small_params": 124_439_808,
        "share_of_embeddings": 50_257 * 768 / 124_439_808,
        "trainable_share_frozen": 1536 / 124_441_344,
        "tokens_seen_by_first_of_12": 1,
        "tokens_seen_by_last_of_12": 12,
        "bert_pool": "first",
        "gpt2_pool": "last",
        "generation_after_frozen_training": "identical",
        "reusable_for_new_task": ["backbone"],
        "setup_for_300_examples": "frozen",
        "setup_for_500k_new_domain": "full",
        "params_per_example_full": 124_439_808 / 1_000,
    }
