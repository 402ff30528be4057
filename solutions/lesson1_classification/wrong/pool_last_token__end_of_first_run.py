"""L1.P64: In a row with a gap you stop before the gap. Is a slot of padding the end of
the text?

credit: 0.75
input: hidden[0] = [a b c d e], mask [0, 1, 0, 1, 0]
yours: b
holds: changing d must change the result, since it is real and nothing real follows
question: When your loop meets padding after text, what may still come?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    B, T, _ = hidden.shape
    if attention_mask is None:
        return hidden[:, -1]
    vectors = []
    for b in range(B):
        last = None
        for t in range(T):
            if attention_mask[b, t]:
                last = t
            elif last is not None:
                break
        if last is None:
            raise ValueError("no real token")
        vectors.append(hidden[b, last])
    return torch.stack(vectors)
