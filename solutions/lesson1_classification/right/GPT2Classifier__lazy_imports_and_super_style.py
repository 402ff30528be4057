"""Old-style `super()`, the config's general name for the width, and a call with keywords only."""

import torch


class GPT2Classifier(torch.nn.Module):
    def __init__(self, backbone, num_classes):
        super(GPT2Classifier, self).__init__()
        self.num_classes = num_classes
        self.add_module("backbone", backbone)
        self.add_module(
            "head",
            torch.nn.Linear(
                in_features=backbone.wte.embedding_dim, out_features=num_classes, bias=False
            ),
        )

    def forward(self, input_ids, attention_mask=None):
        states = self.backbone.forward(
            input_ids=input_ids, attention_mask=attention_mask, use_cache=False
        )["last_hidden_state"]
        return self.head.forward(pool_last_token(hidden=states, attention_mask=attention_mask))
