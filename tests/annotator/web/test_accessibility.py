"""Every page against WCAG 2.2 A and AA, as axe-core sees it: desktop and phone, light and dark."""

from collections.abc import Iterator
from itertools import product
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.annotator.web.furnished_site import OPEN_PAGES, PAGES, Site, browser, site

__all__ = ["browser", "site"]

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
WIDTHS = (1440, 390)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

NOT_PAGES = {
    "static",
    "api.openapi",
    "account.metrics",
    "health.healthz",
    "front.label",  # leads to Label Studio
    "projects.label",
    "datasets.download",
    "datasets.archive",
    "search.download",
    "articles.sentence",  # a part of the article's page
}


@pytest.fixture(scope="module")
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A browser that lets axe in past the pages' policy, and shows no colour on its way to another."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_the_desk(site: Site, page: Page, name: str) -> None:
    site.sign_in(page.context)
    check(page, site.address(PAGES[name]), 404 if name == "no such page" else 200)


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_pages_that_strangers_see(site: Site, page: Page, name: str) -> None:
    page.context.clear_cookies()
    check(page, site.address(OPEN_PAGES[name]), 200)


@pytest.mark.peers
@pytest.mark.usefixtures("crowdkit")
def test_a_release_with_models_of_the_checkers(site: Site, page: Page) -> None:
    """They are offered only where what fits them is installed. The seldom-used part of the form is open."""
    site.sign_in(page.context)
    page.goto(site.address("/datasets/new"))
    page.locator("details.seldom summary").click()
    page.get_by_label("Name of the dataset").fill("with-models")
    page.get_by_label("Dawid–Skene").check()
    assert found_by_axe(page) == []
    page.get_by_role("button", name="Release what is labelled now").click()
    page.get_by_role("heading", name="What models make of the same answers").wait_for()
    assert found_by_axe(page) == []


def check(page: Page, address: str, status: int) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == status
    assert page.locator("header.masthead").count() == 1
    assert found_by_axe(page) == []


def found_by_axe(page: Page) -> list[str]:
    """What axe reports, at each width in each scheme."""
    found = []
    for width, scheme in product(WIDTHS, SCHEMES):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{width} px: too wide"
        results = Axe().run(page, options=RULES)
        found += [f"{width} px, {scheme}: {results.generate_report()}"] if results.violations_count else []
    return found


def test_axe_would_find_something(page: Page) -> None:
    page.set_content('<html lang="en"><title>x</title><input><p style="color: #ccc; background: #fff">pale')
    found = found_by_axe(page)
    assert len(found) == len(WIDTHS) * len(SCHEMES)
    assert "color-contrast" in found[0]
    assert "label" in found[0]


def test_no_page_is_left_out(site: Site) -> None:
    addresses = site.app.url_map.bind("127.0.0.1")
    tried = {
        addresses.match(path.format(**site.things).partition("?")[0])[0]
        for path in (*PAGES.values(), *OPEN_PAGES.values())
    }
    of_scripts = {rule.endpoint for rule in site.app.url_map.iter_rules() if rule.rule.startswith("/api/")}
    pages = {rule.endpoint for rule in site.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert pages - NOT_PAGES - of_scripts == tried
