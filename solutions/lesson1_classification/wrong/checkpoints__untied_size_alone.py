"""L1.K58: Your model size counts the word vectors twice, though your shares do not. How many such
matrices does GPT-2 keep in memory?

credit: 0.75
input: gpt2_small_params
yours: 163,037,184
holds: the share of the embeddings times the size gives the size of one embedding
question: Which two layers of GPT-2 share their weights?
"""


def checkpoints():
    return {
        "head_params_binary": 1536,
        "head_params_4": 3072,
        "gpt2_small_params": 163_037_184,
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
