"""otter-grader as the outer shell: its zip, its results, its platforms; our sandbox and judge inside.

In otter's own model student code and hidden tests share one interpreter. Here student code never
enters otter's kernel: a plugin takes the hand-in aside, lets otter execute an empty notebook, and puts
our results in the place of otter's.
"""
