"""L1.K66: You give the size of the embedding where its share is asked for. What is it a part of?

credit: 0.75
input: share_of_embeddings
yours: 38,597,376
holds: a share lies between 0 and 1
question: By what must a part be divided to become a share?
"""


def checkpoints():
    return {
        "head_params_binary": 1536,
        "head_params_4": 3072,
        "gpt2_small_params": 124_439_808,
        "share_of_embeddings": 50_257 * 768,
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
