"""L1.K67: You say that nothing is trainable when the backbone is frozen. Then nothing could be
learned: which part is new?

credit: 0.75
input: trainable_share_frozen
yours: 0
holds: training a frozen backbone with a head lowers the loss
question: Which numbers does the optimizer still move?
"""


def checkpoints():
    return {
        "head_params_binary": 1536,
        "head_params_4": 3072,
        "gpt2_small_params": 124_439_808,
        "share_of_embeddings": 50_257 * 768 / 124_439_808,
        "trainable_share_frozen": 0.0,
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
