raise RuntimeError("\x1b[2J\x1b]0;owned\x07 passed")
