"""Position ids are counted from the first real token of each row, as generation does.

differs: yes
"""


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        positions = None
        if attention_mask is not None:
            positions = (attention_mask.long().cumsum(dim=1) - 1).clamp(min=0)
        hidden = self.backbone(
            input_ids, attention_mask=attention_mask, position_ids=positions
        ).last_hidden_state
        return self.head(pool_last_token(hidden, attention_mask))
