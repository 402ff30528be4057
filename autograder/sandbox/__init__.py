"""Observing student code: a zygote that forks jailed workers, and the pool that asks them.

Only `zygote`, `worker`, `recorder` and `probing` may see torch; `pool` runs in the coordinator.
"""
