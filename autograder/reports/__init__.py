"""From reports to words: text for the terminal, self-contained pages for the browser."""
