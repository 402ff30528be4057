"""L1.K59: Your model size is rounded to millions. The handout asks for the exact number: which
sizes multiply and add up to it?

credit: 0.75
input: gpt2_small_params
yours: 124,000,000
holds: the number can be recomputed from vocabulary, width, depth and positions
question: What does a count over all parameters of the loaded model say?
"""


def checkpoints():
    return {
        "head_params_binary": 1536,
        "head_params_4": 3072,
        "gpt2_small_params": 124_000_000,
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
