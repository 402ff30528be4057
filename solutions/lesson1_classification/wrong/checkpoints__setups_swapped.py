"""L1.K87: You train more numbers where you have less data. How many examples does each number get
in your two setups?

credit: 0.75
input: setup_for_300_examples and setup_for_500k_new_domain
yours: "full" and "frozen"
holds: more data can support more trainable numbers
question: In which of the two cases is overfitting the greater danger?
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
        "generation_after_frozen_training": "identical",
        "reusable_for_new_task": ["backbone"],
        "setup_for_300_examples": "full",
        "setup_for_500k_new_domain": "frozen",
        "params_per_example_full": 124_439_808 / 1_000,
    }
