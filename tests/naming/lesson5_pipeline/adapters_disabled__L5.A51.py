"""A class that switches all layers on at the end."""


class Block:
    def __init__(self, model):
        self.layers = [m for m in model.modules() if type(m).__name__ == "LoRA"]

    def switch(self, state):
        for layer in self.layers:
            layer.enabled = state

    def __enter__(self):
        self.switch(False)
        return self

    def __exit__(self, *error):
        self.switch(True)


adapters_disabled = Block
