"""From reports to words: text for the terminal, self-contained pages for the browser."""

from __future__ import annotations

from autograder.reports.html import course_html, feedback_html, write_feedback, write_page
from autograder.reports.text import feedback_text, summary_text, task_text

__all__ = [
    "course_html",
    "feedback_html",
    "feedback_text",
    "summary_text",
    "task_text",
    "write_feedback",
    "write_page",
]
