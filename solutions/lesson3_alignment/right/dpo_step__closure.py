"""The step is given a closure, and the modes are set by a loop over both models."""

import torch


def dpo_step(policy, reference, batch, optimizer, beta=0.1):
    was = {model: model.training for model in (policy, reference)}
    for model in was:
        model.eval()
    args = batch["input_ids"], batch["completion_mask"]
    with torch.no_grad():
        ref = sequence_logprobs(reference(args[0]).logits, *args)
    log = {}

    def closure():
        optimizer.zero_grad()
        own = sequence_logprobs(policy(args[0]).logits, *args)
        loss, chosen, rejected = dpo_loss(*own.chunk(2), *ref.chunk(2), beta)
        loss.backward()
        log["loss"] = float(loss.detach())
        log["accuracy"] = torch.gt(chosen, rejected).float().mean().item()
        log["margin"] = chosen.mean().item() - rejected.mean().item()
        return loss

    optimizer.step(closure)
    for model, mode in was.items():
        model.train(mode)
    return log
