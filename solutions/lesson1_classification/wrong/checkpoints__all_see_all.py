"""L1.K72: In your answers every token sees the whole text. That holds for BERT: what does the
causal mask of GPT-2 hide?

credit: 0.75
input: tokens_seen_by_first_of_12
yours: 12
holds: appending a token changes nothing that comes before it
question: Could a model that sees the next token learn to predict it?
"""


def checkpoints():
    return {
        "head_params_binary": 1536,
        "head_params_4": 3072,
        "gpt2_small_params": 124_439_808,
        "share_of_embeddings": 50_257 * 768 / 124_439_808,
        "trainable_share_frozen": 1536 / 124_441_344,
        "tokens_seen_by_first_of_12": 12,
        "tokens_seen_by_last_of_12": 12,
        "bert_pool": "first",
        "gpt2_pool": "last",
        "generation_after_frozen_training": "identical",
        "reusable_for_new_task": ["backbone"],
        "setup_for_300_examples": "frozen",
        "setup_for_500k_new_domain": "full",
        "params_per_example_full": 124_439_808 / 1_000,
    }
