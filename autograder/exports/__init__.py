"""Results in the formats of grading platforms.

What a container leaves of one run comes from a `Report` (`to_gradescope`, `to_prairielearn`, ...);
what is handed back of a course comes from `Row` records and the platform's own file. All are pure
functions; `container` chooses among the first, `handing_back` among the others.
"""
