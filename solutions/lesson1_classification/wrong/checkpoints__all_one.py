"""L1.K96: Every answer is the same number, even where a word is asked for. Start with the one
that you can count on the tiny model.

credit: 0.0
lazy: yes
question: Which keys ask for a word?
"""


def checkpoints():
    return {
        "head_params_binary": 1536,
        "head_params_4": 1536,
        "gpt2_small_params": 1536,
        "share_of_embeddings": 1536,
        "trainable_share_frozen": 1536,
        "tokens_seen_by_first_of_12": 1536,
        "tokens_seen_by_last_of_12": 1536,
        "bert_pool": 1536,
        "gpt2_pool": 1536,
        "generation_after_frozen_training": 1536,
        "reusable_for_new_task": 1536,
        "setup_for_300_examples": 1536,
        "setup_for_500k_new_domain": 1536,
        "params_per_example_full": 1536,
    }
