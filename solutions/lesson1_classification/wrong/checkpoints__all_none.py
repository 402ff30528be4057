"""L1.K90: Every answer is still None. Start with the one that you can count on the tiny model.

credit: 0.0
lazy: yes
question: Which key can you answer without any calculation?
"""


def checkpoints():
    return {
        "head_params_binary": None,
        "head_params_4": None,
        "gpt2_small_params": None,
        "share_of_embeddings": None,
        "trainable_share_frozen": None,
        "tokens_seen_by_first_of_12": None,
        "tokens_seen_by_last_of_12": None,
        "bert_pool": None,
        "gpt2_pool": None,
        "generation_after_frozen_training": None,
        "reusable_for_new_task": None,
        "setup_for_300_examples": None,
        "setup_for_500k_new_domain": None,
        "params_per_example_full": None,
    }
