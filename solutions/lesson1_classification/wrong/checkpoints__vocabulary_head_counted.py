"""L1.K54: You count the output layer of the language model. Which layer takes its place, and how
many rows does that one have?

credit: 0.75
input: head_params_binary and head_params_4
yours: both 38,597,376
holds: more classes need a larger head
question: On what does the size of a classification head depend?
"""


def checkpoints():
    return {
        "head_params_binary": 768 * 50257,
        "head_params_4": 768 * 50257,
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
