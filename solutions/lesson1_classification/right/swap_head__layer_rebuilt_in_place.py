"""Runs the old layer's constructor again, so that it is the same object with new weights."""


def swap_head(model, num_classes):
    head = model.head
    dtype, device, d = head.weight.dtype, head.weight.device, head.weight.shape[1]
    training = head.training
    type(head).__init__(head, d, num_classes, bias=False, device=device, dtype=dtype)
    head.train(training)
    return model
