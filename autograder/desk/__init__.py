"""The teaching assistant's desk: a course run that is kept, gone on with, judged again and explained.

- keys: what an observation and a report depend on, as digests.
- paths, opened: the folder of a course run, and that folder with its lock held.
- session, run, grading, commands: what is new or changed is observed, the rest judged again or left.
- cluster, dock, station: the same work, done by the workers of a Dask cluster.
- waiving, rulings: what people decide.
- explain, rerun, questions: who, why, who else.
"""
