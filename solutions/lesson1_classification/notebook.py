# %% [markdown]
# # Lesson 1: a language model becomes a classifier
#
# Run the cells from the top. Before each figure there is a question: write your guess down, then run the
# cell. A cell that needs a function you have not written yet says so; write it in `classification.py`,
# save, and run the cell again. Everything here runs on a CPU and without a network in about a minute.

# %%
import os
import shutil
import subprocess
import sys
from pathlib import Path

LESSON, MODULE = "lesson1_classification", "classification.py"
if "google.colab" in sys.modules and not Path(MODULE).exists():  # Colab starts without your files
    from google.colab import files

    if not any(Path().rglob(f"{LESSON}/{MODULE}")):
        print("Choose the zip of your assignments folder.")
        for name in files.upload():
            shutil.unpack_archive(name)
    os.chdir(next(Path().rglob(f"{LESSON}/{MODULE}")).parent)
    install = [sys.executable, "-m", "pip", "install", "-q", "-r", "../requirements.txt"]
    subprocess.run(install, check=True)
if not Path(MODULE).exists():
    raise SystemExit(f"Open this notebook in the folder that holds your {MODULE}.")
sys.path.insert(0, "..")  # the folder above holds `fixtures`
MODEL = "tiny"  # or "gpt2": GPT-2 small and SST-2 from the hub, with the same code below

# %%
import copy

import torch
from fixtures import figures
from fixtures.loading import load, load_data
from fixtures.notebook import begin, show

begin(MODEL)
import classification

course = load(model=MODEL)
lm, tokenizer = course.model()
reviews = course.sentiment()
PAD = tokenizer.eos_token_id
print(f"{lm.num_parameters():,} parameters, {lm.config.n_layer} blocks, width {lm.config.n_embd}")
print(reviews["train"][0])

# %% [markdown]
# ## Who has read the whole text?
#
# GPT-2 is causal. The picture shows, for each token of a review (a row), which tokens its hidden state can
# draw on (columns).
#
# **Guess first:** which rows have seen the word that decides whether the review is praise?

# %%
text = "I expected the plot to be clumsy, but it was warm."
ids = tokenizer(text, return_tensors="pt")["input_ids"]
tokens = [tokenizer.decode(i) for i in ids[0]]
eager = copy.deepcopy(lm)
eager.set_attn_implementation("eager")
with torch.no_grad():
    weights = eager(ids, output_attentions=True).attentions[0][0].mean(0)
show(
    figures.attention(weights, tokens, "Attention in the first block, mean of its heads"),
    "A square of tokens by tokens. Everything above the diagonal is crossed out: no token looks at a "
    "later one, so only the last row can see the whole text.",
)

# %% [markdown]
# ## Task 1.1: pool the last real token
#
# Texts of a batch have different lengths, so short ones are padded. The mask says which positions are real.
#
# **Guess first:** a frozen GPT-2 and one linear layer on top. How well does it sort reviews if it looks at the
# *first* token? And at the *last real* one?


# %%
def encode(texts, *, extra=0):
    """Return ids and mask, padded on the right, by `extra` more positions than needed."""
    rows = [tokenizer(text)["input_ids"] for text in texts]
    size = max(map(len, rows)) + extra
    ids = torch.tensor([row + [PAD] * (size - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (size - len(row)) for row in rows])
    return {"input_ids": ids, "attention_mask": mask}


train, test = reviews["train"][:400], reviews["test"][:300]
train_labels, test_labels = torch.tensor(train["label"]), torch.tensor(test["label"])


@torch.no_grad()
def features(texts, pool, *, extra=0):
    batch = encode(texts, extra=extra)
    hidden = lm.transformer(**batch).last_hidden_state
    return pool(hidden, batch["attention_mask"])


def fit(x, y, steps=300):
    """Return a linear classifier trained on features x and labels y."""
    torch.manual_seed(0)
    head = torch.nn.Linear(x.shape[1], int(y.max()) + 1)
    optimizer = torch.optim.AdamW(head.parameters(), lr=1e-2)
    for _ in range(steps):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(head(x), y).backward()
        optimizer.step()
    return head


def first(hidden, mask):
    return hidden[:, 0]


last = classification.pool_last_token
accuracy = {}
for name, pool in {"first token": first, "last real token": last}.items():
    head = fit(features(train["text"], pool), train_labels)
    right = head(features(test["text"], pool)).argmax(1) == test_labels
    accuracy[name] = right.float().mean().item()
show(
    figures.bars(accuracy, y="accuracy on held-out reviews", title="Which token to pool"),
    f"Two bars. Pooling the first token sorts {accuracy['first token']:.0%} of the reviews, pooling the "
    f"last real one {accuracy['last real token']:.0%}.",
)

# %% [markdown]
# **Why is the first token no better than a guess?** It has seen nothing but itself.
#
# Now the mistake that hides best: take `hidden[:, -1]`, whatever stands there. For one review at a time that *is* the
# last real token.
#
# **Guess first:** the same reviews, with the same head, arrive in one batch, padded on the right. How many labels change?


# %%
def at_minus_one(hidden, mask):
    return hidden[:, -1]


head = fit(features(train["text"], last), train_labels)
alone = torch.cat([head(features([text], last)).argmax(1) for text in test["text"]])
changed = {}
for name, pool in {"position -1": at_minus_one, "last real token": last}.items():
    together = head(features(test["text"], pool, extra=30)).argmax(1)
    changed[name] = 100 * (together != alone).float().mean().item()
show(
    figures.bars(changed, y="labels that change (%)", title="From one review at a time to a batch"),
    f"Two bars. In a padded batch {changed['position -1']:.0f} per cent of the labels change if the position is -1, "
    f"and {changed['last real token']:.0f} per cent with the last real token.",
)

# %% [markdown]
# A test that feeds reviews one by one would not have noticed. (Nor would one that only counts right labels after training
# and testing with the same mistake: a padding position can read the text before it, too.)
#
# ## Tasks 1.2 to 1.4: a head, and what may move
#
# **Guess first:** how many parameters does the head add, and what share of the model is trained if the backbone
# is frozen?

# %%
torch.manual_seed(0)
model = classification.GPT2Classifier(copy.deepcopy(lm.transformer), 2)
trained = classification.set_trainable(model, 0)
total = sum(parameter.numel() for parameter in model.parameters())
print(f"the head adds {total - lm.transformer.num_parameters():,} numbers")
print(f"trained with a frozen backbone: {trained:,} of {total:,}, which is {trained / total:.2%}")
print(
    f"the language-modelling head it replaces: {lm.lm_head.weight.numel():,} (shared with the embedding)"
)

# %% [markdown]
# ## Tasks 1.5 to 1.7: train the head, then thaw two blocks
#
# **Guess first:** the backbone's rate is a hundredth of the head's. What would happen with one rate for both?


# %%
def batches(texts, labels, size=16, seed=0):
    order = torch.randperm(len(texts), generator=torch.Generator().manual_seed(seed))
    for chunk in order.split(size):
        yield {**encode([texts[i] for i in chunk.tolist()]), "labels": labels[chunk]}


def finetune(blocks, *, head_lr=1e-2, backbone_lr=1e-4, epochs=2):
    """Train a fresh classifier; return it, its losses and its accuracy on held-out reviews."""
    torch.manual_seed(0)
    model = classification.GPT2Classifier(copy.deepcopy(lm.transformer), 2)
    classification.set_trainable(model, blocks)
    optimizer = classification.build_optimizer(model, head_lr=head_lr, backbone_lr=backbone_lr)
    losses = [
        classification.train_step(model, batch, optimizer)
        for epoch in range(epochs)
        for batch in batches(train["text"], train_labels, seed=epoch)
    ]
    held_out = batches(test["text"], test_labels, size=50)
    return model, losses, classification.evaluate(model, held_out)


every = lm.config.n_layer
plans = {
    "frozen": {"blocks": 0},
    "two blocks": {"blocks": 2},
    "all, gently": {"blocks": every},
    "all, at one high rate": {"blocks": every, "backbone_lr": 5e-3},
}
runs = {name: finetune(**plan) for name, plan in plans.items()}
show(
    figures.curves(
        {name: figures.moving_mean(losses) for name, (_, losses, _) in runs.items()},
        x="step",
        y="loss (mean of ten steps)",
        title="Finetuning on reviews",
    ),
    "Four loss curves. The mean loss of the last ten steps is "
    + "; ".join(f"{sum(losses[-10:]) / 10:.2f} ({name})" for name, (_, losses, _) in runs.items())
    + ".",
)
for name, (_, _, right) in runs.items():
    print(f"{name:24} {right:.1%} of the held-out reviews")

# %% [markdown]
# ## Task 1.8: what has it cost?
#
# The classifiers' backbones are still language models: put the old output layer on top and let them write.
#
# **Guess first:** which of the four still knows the capital of France?


# %%
@torch.no_grad()
def continued(backbone, prompt, tokens=8):
    writer = copy.deepcopy(lm)
    writer.transformer = copy.deepcopy(backbone).eval()
    writer.lm_head.weight = writer.transformer.wte.weight
    ids = tokenizer(prompt, return_tensors="pt")
    out = writer.generate(**ids, max_new_tokens=tokens, do_sample=False, pad_token_id=PAD)
    return tokenizer.decode(out[0])


prompt = "The capital of France is"
print(f"{'before':24} {continued(lm.transformer, prompt)}")
for name, (model, _, _) in runs.items():
    print(f"{name:24} {continued(model.backbone, prompt)}")

# %%
sample = load_data("text_test")["text"][:64]
general = encode([text[:200] for text in sample])
drift = {
    name: classification.lm_drift(lm.transformer, model.backbone, **general)
    for name, (model, _, _) in runs.items()
}
show(
    figures.bars(
        drift, y="KL divergence (nats a token)", title="How far the language model has moved"
    ),
    "Four bars, in nats a token: "
    + "; ".join(f"{name} {value:.2g}" for name, value in drift.items())
    + ".",
)

# %% [markdown]
# ## Task 1.3: one backbone, many heads
#
# The frozen backbone has not moved, so it serves the next task too: four topics instead of two moods.
#
# **Guess first:** how many numbers have to be stored for the second task?

# %%
topics = load_data("topics_train"), load_data("topics_test")
model, _, _ = runs["frozen"]
model = classification.swap_head(copy.deepcopy(model), 4)
classification.set_trainable(model, 0)
optimizer = classification.build_optimizer(model, head_lr=1e-2)
for epoch in range(4):
    for batch in batches(topics[0]["text"], torch.tensor(topics[0]["label"]), seed=epoch):
        classification.train_step(model, batch, optimizer)
held_out = batches(topics[1]["text"], torch.tensor(topics[1]["label"]), size=50)
print(
    f"{classification.evaluate(model, held_out):.1%} of the held-out texts, "
    f"with {model.head.weight.numel()} new numbers"
)

# %% [markdown]
# ## What you have seen
#
# - Only the last real token has read everything, and only the mask says which one that is.
# - A head is tiny beside the model; a frozen backbone keeps what it knows and serves many heads.
# - What moves may forget: one rate for everything costs the classifier *and* the language model. The drift says so in
#   nats, and you wrote it.
