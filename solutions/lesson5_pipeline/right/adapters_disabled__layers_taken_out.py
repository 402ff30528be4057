"""Puts the plain layers into their parents for as long as the block lasts."""

from contextlib import contextmanager

from fixtures.adapters import LoRA


@contextmanager
def adapters_disabled(model):
    places = [
        (p, n, c) for p in model.modules() for n, c in p.named_children() if isinstance(c, LoRA)
    ]
    own = [(model, model.enabled)] if isinstance(model, LoRA) else []
    for parent, name, layer in places:
        setattr(parent, name, layer.base)
    for layer, _ in own:
        layer.enabled = False
    try:
        yield
    finally:
        for parent, name, layer in places:
            setattr(parent, name, layer)
        for layer, enabled in own:
            layer.enabled = enabled
