"""L1.K82: You expect generation to break. Which weights does it use, and which of them moved?

credit: 0.75
input: generation_after_frozen_training
yours: "broken"
holds: a number that is not trained stays as it is, to the last digit
question: What does lm_drift say about a frozen backbone?
"""


def checkpoints():
    return {
        "head_params_binary": 1536,
        "head_params_4": 3072,
        "gpt2_small_params": 124_439_808,
        "share_of_embeddings": 50_257 * 768 / 124_439_808,
        "trainable_share_frozen": 1536 / 124_441_344,
        "tokens_seen_by_first_of_12": 1,
        "tokens_seen_by_last_of_12": 12,
        "bert_pool": "first",
        "gpt2_pool": "last",
        "generation_after_frozen_training": "broken",
        "reusable_for_new_task": ["backbone"],
        "setup_for_300_examples": "frozen",
        "setup_for_500k_new_domain": "full",
        "params_per_example_full": 124_439_808 / 1_000,
    }
