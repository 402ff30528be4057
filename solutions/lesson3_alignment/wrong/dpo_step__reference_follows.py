"""L3.T61: The reference is overwritten with the policy after the step. It must stand still while
the policy learns.

credit: 0.25
question: Which of the two models may change?
"""

import torch


def score(model, batch):
    was_training = model.training
    model.eval()
    logits = model(batch["input_ids"], attention_mask=batch["attention_mask"]).logits
    model.train(was_training)
    return sequence_logprobs(logits, batch["input_ids"], batch["completion_mask"])


def dpo_step(policy, reference, batch, optimizer, beta=0.1):
    n = len(batch["input_ids"]) // 2
    with torch.no_grad():
        ref = score(reference, batch)
    own = score(policy, batch)
    loss, chosen, rejected = dpo_loss(own[:n], own[n:], ref[:n], ref[n:], beta)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    reference.load_state_dict(policy.state_dict())
    return {
        "loss": loss.item(),
        "accuracy": (chosen > rejected).float().mean().item(),
        "margin": (chosen - rejected).mean().item(),
    }
