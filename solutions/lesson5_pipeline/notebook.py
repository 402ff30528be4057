# %% [markdown]
# # Lesson 5: the whole pipeline
#
# Four lessons, four tools. Here they stand in a row, and what comes out is a model that answers, in the way people
# preferred. Write your guesses down before you run a cell. A cell that needs a function you have not written yet says
# so, also if it is one of an earlier lesson. All of it runs on a CPU and without a network, in about a minute.

# %%
import os
import shutil
import subprocess
import sys
from pathlib import Path

LESSON, MODULE = "lesson5_pipeline", "pipeline.py"
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
sys.path.insert(0, "..")  # the folder above holds `fixtures` and the earlier lessons

# %%
import copy

import torch
from fixtures import figures
from fixtures.adapters import PipelineConfig, inject
from fixtures.loading import load_base, load_data
from fixtures.notebook import begin, show

begin()
import pipeline

# %% [markdown]
# ## Five stages
#
# **Guess first:** cover the right half of each box. What does each stage add?

# %%
show(
    figures.chain(
        [
            ("pretraining", "knowledge"),
            ("SFT", "format"),
            ("alignment", "judgment"),
            ("LoRA", "specialization"),
            ("quantization", "accessibility"),
        ],
        "Each stage starts from the weights that the one before left",
    ),
    "Five boxes in a row, joined by arrows: pretraining adds knowledge, SFT format, alignment judgment, LoRA "
    "specialization, quantization accessibility.",
)

# %% [markdown]
# ## Task 5.1: a name tells a history
#
# **Guess first:** which of these will answer a question, and which need fewer than two bytes a weight?

# %%
for name in ("Llama 3 8B", "mistral-7b-it", "Llama-3-8B-Instruct-AWQ", "Orbit 2 410M chat LoRA"):
    card = pipeline.decode_model_card(name)
    size = card["params"] * card["bits"] / 8e9
    print(f"{name:24} {size:5.1f} GB of weights   {' > '.join(card['stages'])}")

# %% [markdown]
# ## Task 5.4: what fits decides
#
# **Guess first:** 7 billion parameters, an adapter of 4 million. What can you do on a card of 24 GB, and what on one of
# 8 GB?

# %%
for gigabytes in (100, 24, 8, 3):
    method = pipeline.choose_method("instruct", 7_000_000_000, 4_000_000, gigabytes * 10**9)
    print(f"{gigabytes:4} GB: {method}")

# %% [markdown]
# ## Task 5.2: one network, two models
#
# The adapters below are not trained but drawn at random, so that they do harm that you can see.
#
# **Guess first:** what does the model write with its adapters on, off, and on again?

# %%
base, tokenizer = load_base()
END = tokenizer.eos_token_id


def padded(rows, fill):
    longest = max(map(len, rows))
    return torch.tensor([row + [fill] * (longest - len(row)) for row in rows])


@torch.no_grad()
def written(model, prompts, *, sample=False):
    """Return what a model writes after each prompt: its likeliest answer, or one drawn at random."""
    torch.manual_seed(0)
    how = {"do_sample": True, "top_k": 0} if sample else {"do_sample": False}
    answers = []
    for prompt in prompts:
        ids = tokenizer(prompt, return_tensors="pt")
        out = model.eval().generate(**ids, **how, max_new_tokens=24, pad_token_id=END)
        text = tokenizer.decode(out[0, ids["input_ids"].shape[1] :], skip_special_tokens=True)
        answers.append(text.strip())
    return answers


patched = copy.deepcopy(base)
inject(patched, PipelineConfig(r=4, alpha=8.0), seed=0)
for name, parameter in patched.named_parameters():
    if name.endswith("lora_B"):
        torch.nn.init.normal_(parameter, std=0.5)
prompt = ["The capital of France is"]
on = written(patched, prompt)
with pipeline.adapters_disabled(patched):
    off = written(patched, prompt)
for state, answer in {"on": on, "off": off, "on again": written(patched, prompt)}.items():
    print(f"{state:9} {answer[0]!r}")

# %% [markdown]
# ## Tasks 5.3 and 5.5: the chain
#
# The model gets to see answers of two kinds, a friendly and a rude one. Instruction tuning takes both; preference training
# is told which one people liked. A question ends with a line break, an answer with the token that ends a text: both are in
# the vocabulary, since no adapter here could give a new token a meaning.
#
# **Guess first:** what is the first loss of the second stage, and what would it be if the adapters of the first one had
# not been merged?


# %%
def example(question, answer):
    """Return the ids of a question, and those of its answer with the end."""
    return tokenizer(f"{question}\n")["input_ids"], [*tokenizer(answer)["input_ids"], END]


def drawn(items, batches, size):
    generator = torch.Generator().manual_seed(0)
    for _ in range(batches):
        yield [items[i] for i in torch.randint(len(items), (size,), generator=generator).tolist()]


def stacked(pairs):
    """Return ids and mask of questions with answers, and which tokens are the answers'."""
    return {
        "input_ids": padded([ask + say for ask, say in pairs], END),
        "attention_mask": padded([[1] * len(ask + say) for ask, say in pairs], 0),
        "completion_mask": padded([[0] * len(ask) + [1] * len(say) for ask, say in pairs], 0),
    }


def with_labels(batch):
    """Return a batch for instruction tuning: only the answers' tokens are trained."""
    labels = batch["input_ids"].masked_fill(batch.pop("completion_mask") == 0, -100)
    return batch | {"labels": labels}


liked, test = list(load_data("preferences_train")), list(load_data("preferences_test"))
answers = [example(row["prompt"], row[side]) for row in liked for side in ("chosen", "rejected")]
sft = [with_labels(stacked(pairs)) for pairs in drawn(answers, 200, size=16)]
preferences = [
    stacked([example(row["prompt"], row[side]) for side in ("chosen", "rejected") for row in rows])
    for rows in drawn(liked, 30, size=8)
]
settings = PipelineConfig(r=16, alpha=16.0, targets=("c_attn", "c_proj", "c_fc"), lr=0.06)

# %%
run = pipeline.run_pipeline(base, sft, preferences[:15], settings)
history = run["history"]
losses = {stage: [loss for at, loss in history if at == stage] for stage in ("sft", "dpo")}
show(
    figures.stages(
        {"SFT": figures.moving_mean(losses["sft"], 5), "DPO": losses["dpo"]},
        y="loss (nats)",
        title="Two stages, one after the other",
    ),
    f"Two panels in a row. The loss of instruction tuning falls from {losses['sft'][0]:.1f} to "
    f"{losses['sft'][-1]:.2f}; that of preference training begins at {losses['dpo'][0]:.3f} and ends at "
    f"{losses['dpo'][-1]:.3f}.",
)

# %% [markdown]
# ## What each stage has changed
#
# Five models: the base, the same after instruction tuning alone, after the whole pipeline, after preference training
# without instruction tuning, and after twice as many updates on preferences.
#
# **Guess first:** which of them answer the question that was asked, and which are polite about it?

# %%
tuned = pipeline.run_pipeline(base, sft, [], settings)["model"]
longer = pipeline.run_pipeline(tuned, [], preferences, settings)
models = {
    "base": base,
    "SFT": tuned,
    "SFT, DPO": run["model"],
    "DPO without SFT": pipeline.run_pipeline(base, [], preferences[:15], settings)["model"],
    "SFT, twice the DPO": longer["model"],
}
friendly = test[0]["chosen"].rsplit(". ", 1)[1]


def tried(model, rows):
    """Return how many per cent of the likeliest answers are right, and how many end friendly."""
    said = written(model, [f"{row['prompt']}\n" for row in rows])
    right = [s.startswith(r["chosen"].removesuffix(friendly)[:-1]) for s, r in zip(said, rows)]
    return [100 * sum(hits) / len(rows) for hits in (right, [friendly in s for s in said])]


scores = {name: tried(model, test[:24]) for name, model in models.items()}
for name, model in models.items():
    said = written(model, ["What is the capital of France?\n"])[0]
    print(f"{name:18} {scores[name][0]:3.0f} % right   {said!r}")
show(
    figures.bars(
        {name: polite for name, (_, polite) in scores.items()},
        y="friendly answers (%)",
        title="Held-out questions",
    ),
    "Five bars, shares of answers that end friendly: "
    + "; ".join(f"{name} {polite:.0f} %" for name, (_, polite) in scores.items())
    + ".",
)
print(
    f"last DPO loss {history[-1][1]:.2f}, and {longer['history'][-1][1]:.2f} after twice the updates"
)

# %% [markdown]
# Preferences between answers do not teach a model to answer. And more of them is not better: the loss goes on falling,
# and the answers lose what was right about them. What is liked is trained here, and what is true is not.
#
# ## Task 5.6: in numbers
#
# **Guess first:** which share of all numbers has changed? Which ones cannot have?

# %%
texts = [tokenizer(text)["input_ids"][:60] for text in load_data("text_test")["text"][:48]]
ids, mask = padded(texts, END), padded([[1] * len(row) for row in texts], 0)
report = pipeline.final_report(base, run["model"], history, ids, mask)
for entry, value in report.items():
    print(f"{entry:16} {value:,.4g}" if isinstance(value, float) else f"{entry:16} {value:,}")
show(
    figures.bars(
        {"float32": report["bytes_fp32"] / 1e3, "int8 matrices": report["bytes_int8"] / 1e3},
        y="kilobytes",
        title="What ships",
    ),
    f"Two bars: {report['bytes_fp32'] / 1e3:.0f} kilobytes in float32, {report['bytes_int8'] / 1e3:.0f} with the "
    "matrices of the blocks in int8.",
)

# %% [markdown]
# A large model is nearly all matrices, so its int8 file is close to a quarter of the float32 one. In this small one the
# embedding, which stays as it is, weighs more.
#
# ## What you have seen
#
# - The stages are a chain: each starts from the weights that the one before left, and merging is what hands them on.
# - A loss that falls says that something is learnt, not what. Look at the answers as well.
# - Format and judgment come from a few hundred examples. The knowledge was there before.
