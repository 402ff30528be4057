"""The pages in a browser: axe finds nothing, light and dark, and 400 % zoom needs no sideways scroll."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from autograder.reports import course_html, feedback_html, write_page
from autograder.results import Finding, Strip

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium")
NARROW = 320  # CSS pixels of a window of 1280 at 400 % zoom (WCAG 2.2, criterion 1.4.10)
STRIP = Strip(("<|im_start|>", "Hi", "<|im_end|>") * 6, (True, False, False) * 6, (False,) * 18)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium, if there is one and what steers it."""
    try:
        import axe_playwright_python.sync_playwright  # noqa: F401
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip("playwright, axe or chromium is not installed: pages are not examined")
    if CHROMIUM is None:
        pytest.skip("playwright, axe or chromium is not installed: pages are not examined")
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def files(samples, tmp_path) -> dict[str, Path]:
    """Pages on one hand-in of each kind, and on one with two token strips."""
    finding = Finding("The loss is on the wrong tokens.", strip=STRIP)
    masks = [
        msgspec.structs.replace(task, finding=finding)
        for task in (samples.named(), samples.unnamed())
    ]
    reports = [*samples.all(), samples.report("student-09", *masks)]
    pages = {
        "course": course_html(reports, samples.lesson),
        "strips": feedback_html(reports[-1], samples.lesson),
        "mixed": feedback_html(reports[1], samples.lesson),
        "unread": feedback_html(reports[5], samples.lesson),
        "hostile": feedback_html(reports[6], samples.lesson),
    }
    return {name: write_page(tmp_path / f"{name}.html", page) for name, page in pages.items()}


def violations(page: Page) -> list[str]:
    """Return what axe finds, each with its first element."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "anchor"),
    [
        ("course", ""),
        ("course", "#hand-in-student-02"),
        ("course", "#hand-in-student-09"),
        ("strips", ""),
        ("mixed", ""),
        ("unread", ""),
        ("hostile", ""),
    ],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser, files, scheme, name, anchor):
    """No violation at 1280 and 320 pixels, no wider than the window, no message on the console."""
    page = browser.new_page(color_scheme=scheme, viewport={"width": 1280, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(files[name].as_uri() + anchor)
    assert violations(page) == []
    page.set_viewport_size({"width": NARROW, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    assert violations(page) == []
    assert said == []
    page.close()


def test_axe_is_at_work(browser):
    """A page with a picture without words and faint text is not let pass."""
    page = browser.new_page()
    page.set_content('<img src="data:,"><p style="color: #ccc; background: #fff">faint</p>')
    found = " ".join(violations(page))
    assert "image-alt" in found
    assert "color-contrast" in found
    page.close()


def test_dark_is_dark(browser, files):
    """The two schemes differ, so that both were looked at."""
    papers = set()
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto(files["course"].as_uri())
        papers.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        page.close()
    assert len(papers) == 2


def test_a_hand_in_is_shown_when_its_name_is_chosen(browser, files):
    """Without a script: first no section is seen, then that of the link, and back again."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(files["course"].as_uri())
    one, other = (page.locator(f"#hand-in-student-0{n}") for n in (2, 3))
    assert not one.is_visible()
    page.locator("#list ~ .scroll").get_by_role("link", name="student-02").click()
    assert one.is_visible()
    assert not other.is_visible()
    one.get_by_role("link", name="Next").click()
    assert other.is_visible()
    assert not one.is_visible()
    page.close()
