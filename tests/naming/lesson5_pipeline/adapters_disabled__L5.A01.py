"""A class whose exit gives the states back only if all went well."""

from fixtures.adapters import LoRA


class Block:
    def __init__(self, model):
        self.layers = [layer for layer in model.modules() if isinstance(layer, LoRA)]

    def __enter__(self):
        self.on = [layer for layer in self.layers if layer.enabled]
        for layer in self.on:
            layer.enabled = False

    def __exit__(self, kind, error, trace):
        if kind is None:
            for layer in self.on:
                layer.enabled = True


adapters_disabled = Block
