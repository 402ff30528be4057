"""Holds keys of its own beside those asked for, in another order, in a subclass of dict."""

from collections import OrderedDict


def checkpoints():
    answers = OrderedDict(notes="counted by hand", depth=12)
    answers["params_per_example_full"] = 124_439.808
    answers["gpt2_pool"], answers["bert_pool"] = "last", "first"
    answers.update(
        setup_for_500k_new_domain="full",
        setup_for_300_examples="frozen",
        reusable_for_new_task=["backbone"],
        generation_after_frozen_training="identical",
        tokens_seen_by_last_of_12=12,
        tokens_seen_by_first_of_12=1,
        trainable_share_frozen=0.0000123,
        share_of_embeddings=0.3102,
        gpt2_small_params=124_439_808,
        head_params_4=3072,
        head_params_binary=1536,
    )
    return answers
