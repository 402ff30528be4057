"""Looks the token vectors up itself and gives the backbone `inputs_embeds`."""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.embed_dim, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        vectors = self.backbone.get_input_embeddings()(input_ids)
        out = self.backbone(inputs_embeds=vectors, attention_mask=attention_mask)
        return self.head(pool_last_token(out.last_hidden_state, attention_mask))
