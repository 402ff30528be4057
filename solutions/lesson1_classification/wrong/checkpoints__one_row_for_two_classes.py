"""L1.K53: You count one row of weights for two classes. How many scores does the binary head of
this lesson give per text?

credit: 0.75
input: head_params_binary
yours: 768
holds: binary and 4-class heads are counted by the same rule
question: What is the shape of the scores for one text and two classes?
"""


def checkpoints():
    return {
        "head_params_binary": 768,
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
        "setup_for_300_examples": "frozen",
        "setup_for_500k_new_domain": "full",
        "params_per_example_full": 124_439_808 / 1_000,
    }
