"""L1.P15: The numbers are right, but no gradient flows back from your vector. Follow
the path from the result to the hidden states.

credit: 0.75
input: a hidden tensor that asks for gradients
yours: a result without a graph
holds: nudging the hidden state of the last word must move a loss that is built on the result
question: Which of your operations leaves the graph?
"""

import torch


@torch.no_grad()
def pool_last_token(hidden, attention_mask=None):
    B, T, _ = hidden.shape
    if attention_mask is None:
        return hidden[:, T - 1]
    out = []
    for b in range(B):
        real = [t for t in range(T) if attention_mask[b, t]]
        if not real:
            raise ValueError("empty row")
        out.append(hidden[b, real[-1]])
    return torch.stack(out)
