"""Everything is computed from the sizes of GPT-2 small; the share is taken before the head joins."""


def checkpoints():
    vocab, width, layers, positions = 50257, 768, 12, 1024
    norm = 2 * width
    attention = width * 3 * width + 3 * width + width * width + width
    mlp = width * 4 * width + 4 * width + 4 * width * width + width
    size = (vocab + positions) * width + layers * (2 * norm + attention + mlp) + norm
    mask = [[int(j <= i) for j in range(12)] for i in range(12)]
    return {
        "head_params_binary": 2 * width,
        "head_params_4": 4 * width,
        "gpt2_small_params": size,
        "share_of_embeddings": vocab * width / size,
        "trainable_share_frozen": 2 * width / size,
        "tokens_seen_by_first_of_12": sum(mask[0]),
        "tokens_seen_by_last_of_12": sum(mask[-1]),
        "bert_pool": "first",
        "gpt2_pool": "last",
        "generation_after_frozen_training": "identical",
        "reusable_for_new_task": ["backbone"],
        "setup_for_300_examples": "frozen",
        "setup_for_500k_new_domain": "full",
        "params_per_example_full": size / 1000,
    }
