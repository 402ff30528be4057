"""L1.C06: Your scores depend on the last word and its place only; the blocks are never
heard. Which of the model's hidden states do you read?

credit: 0.0
input: "not good" and "very good"
yours: the same scores for both
holds: changing an early word must change the scores
question: What has happened to a word at the first entry of the list of hidden states?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        outputs = self.backbone(input_ids, attention_mask=attention_mask, output_hidden_states=True)
        features = outputs.hidden_states[0]
        return self.head(pool_last_token(features, attention_mask))
