"""Cuts the padding off each text, runs the texts one at a time, and adds up in float64."""

import torch


def lm_drift(before, after, input_ids, attention_mask):
    total, count = 0.0, 0
    with torch.inference_mode():
        for ids, mask in zip(input_ids, attention_mask):
            ids = ids[mask.bool()][None]
            logps = []
            for model in (before, after):
                was_training = model.training
                model.eval()
                h = model(ids)[0].double()
                logps.append(torch.log_softmax(h @ model.wte.weight.double().t(), -1))
                model.train(was_training)
            total += (logps[0].exp() * (logps[0] - logps[1])).sum().item()
            count += ids.numel()
    return total / count
