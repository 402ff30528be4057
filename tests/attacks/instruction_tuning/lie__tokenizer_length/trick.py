from transformers import PreTrainedTokenizerFast

PreTrainedTokenizerFast.__len__ = lambda self: self.vocab_size

def play(function):
    return function
