"""L2.C58: Every weight of the model is new. All that pretraining has taught it is gone.

credit: 0.0
input: a text without markers, before and after
yours: other scores
holds: texts without markers get the scores they got before
question: Which weights did your call have to touch?
"""


def add_chat_tokens(tokenizer, model):
    added = tokenizer.add_special_tokens(
        {"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]}
    )
    model.resize_token_embeddings(len(tokenizer))
    if added:
        model.apply(model._init_weights)
    return added
