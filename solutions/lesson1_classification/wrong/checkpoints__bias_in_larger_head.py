"""L1.K56: Your two head sizes follow different rules: only the larger one has a bias. Both heads
are built by the same class.

credit: 0.75
input: head_params_4
yours: 3076
holds: a head of twice as many classes has exactly twice as many numbers
question: Does your count double from 2 to 4 classes?
"""


def checkpoints():
    return {
        "head_params_binary": 1536,
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
