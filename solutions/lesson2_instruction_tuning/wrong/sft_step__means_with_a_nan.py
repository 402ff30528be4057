"""L2.S51 + L2.S59: Your step averages the micro-batches' means, so a token counts more where few are
supervised; and a micro-batch without any turns every weight into NaN.

credit: 0.5
input: losses 2.0 over 10 tokens, 1.0 over 30 tokens, and none over none
yours: the mean of 2.0, 1.0 and NaN
holds: every supervised token counts the same
question: How many tokens are there in all, and how many of them are in the first micro-batch?
"""

import torch.nn.functional as F


def sft_step(model, micro_batches, optimizer):
    model.train()
    optimizer.zero_grad()
    mean = 0.0
    for batch in micro_batches:
        logits = model(batch["input_ids"], attention_mask=batch["attention_mask"]).logits
        scores, targets = logits[:, :-1].transpose(1, 2), batch["labels"][:, 1:]
        loss = F.cross_entropy(scores, targets) / len(micro_batches)
        loss.backward()
        mean += loss.item()
    optimizer.step()
    return mean
