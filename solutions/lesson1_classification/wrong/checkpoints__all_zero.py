"""L1.K93: Every answer is 0, even where a word is asked for. Start with the one that you can
count on the tiny model.

credit: 0.0
lazy: yes
question: Which keys ask for a word?
"""


def checkpoints():
    return {
        "head_params_binary": 0,
        "head_params_4": 0,
        "gpt2_small_params": 0,
        "share_of_embeddings": 0,
        "trainable_share_frozen": 0,
        "tokens_seen_by_first_of_12": 0,
        "tokens_seen_by_last_of_12": 0,
        "bert_pool": 0,
        "gpt2_pool": 0,
        "generation_after_frozen_training": 0,
        "reusable_for_new_task": 0,
        "setup_for_300_examples": 0,
        "setup_for_500k_new_domain": 0,
        "params_per_example_full": 0,
    }
