"""L1.K106: Your numbers are texts. Numbers without quotes can be compared, and quoted ones
cannot.

credit: 0.5
input: head_params_4
yours: "3072"
holds: twice the answer is a number, too
question: What is the answer plus one in Python?
"""


def checkpoints():
    return {
        "head_params_binary": "1536",
        "head_params_4": "3072",
        "gpt2_small_params": "124439808",
        "share_of_embeddings": "0.31",
        "trainable_share_frozen": "1.23e-05",
        "tokens_seen_by_first_of_12": "1",
        "tokens_seen_by_last_of_12": "12",
        "bert_pool": "first",
        "gpt2_pool": "last",
        "generation_after_frozen_training": "identical",
        "reusable_for_new_task": ["backbone"],
        "setup_for_300_examples": "frozen",
        "setup_for_500k_new_domain": "full",
        "params_per_example_full": "124440",
    }
