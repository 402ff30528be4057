"""Reading hand-ins: from a path that a TA gives to `Submission` records.

A hand-in is data of somebody unknown. Nothing here imports, runs or unpacks it: folders are read
through descriptors that follow no link, archives in memory and within limits, and each text that is
asked for becomes a string. What cannot be read is one sentence in `Submission.problem`; the other
hand-ins go on.

    disk, archives  ->  Entry         names first, bytes on demand
    layouts         ->  HandIn        which entries belong to which student
    contents        ->  Contents      archives inside opened, what is of no use left out
    choice          ->  Choice        which file is the graded module
    sources, notebooks, assembly  ->  Submission

What a platform exports is taken into a course run by `taking`:

    lms, forges, recognition  ->  Export    which platform, whose, when: from names
    roster, people, whose     ->  Member    who that is in the course, also by a person's word
    parcels, attempts, plan   ->  Plan      what is in it, which attempt counts; nothing is written
    wording, keeping                        the plan in words, and then on the disk
"""

from autograder.intake.reader import read_submissions

__all__ = ["read_submissions"]
