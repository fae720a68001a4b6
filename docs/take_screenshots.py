"""Screenshots of every page of a real desk: ``make screenshots``.

Each page is taken on a desktop and on a phone, light and dark, whole into
``build/screenshots/``, and its upper part in few colours, so that the files
stay small, into ``docs/screenshots/``.
"""

from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Literal, TypeAlias
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from annotator.services.environment_build import ensure_environment
from annotator.settings import load_settings
from docs.furnished_desk import EXAMPLES, STOP, furnish, sign_in
from tests.browser import launched_browser
from tests.label_stream import LabelStream
from tests.running_desk import RunningDesk

Scheme: TypeAlias = Literal["light", "dark"]

FOLDER: Final = Path(__file__).parent
ALL: Final = FOLDER.parent / "build" / "screenshots"
SHOWN: Final = FOLDER / "screenshots"

SIZES: Final[dict[str, dict[str, Any]]] = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}
SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")
COLOURS: Final = 96
TALLEST: Final = 1600  # pixels; the rest of a longer page shows nothing new


def main() -> None:
    with TemporaryDirectory() as data, launched_browser() as browser:
        environment = ensure_environment(load_settings().environment_folder).folder
        desk = RunningDesk(Path(data), environment, {"ANNOTATOR_CHECKERS_PER_SENTENCE": "2"})
        desk.start()
        try:
            checker = furnish(desk, browser)
            editor = sign_in(desk, browser.new_context()).context
            for size, scheme in product(SIZES, SCHEMES):
                _take_pages(desk, browser, (editor, checker), size, scheme)
            _write_list()
        finally:
            desk.stop()


def _take_pages(
    desk: RunningDesk,
    browser: Browser,
    signed_in: tuple[BrowserContext, BrowserContext],
    size: str,
    scheme: Scheme,
) -> None:
    name = f"{size}-{scheme}"
    editor, checker = (_again(browser, context, size, scheme) for context in signed_in)
    for page, path in _addresses(editor, desk).items():
        editor.goto(f"{desk.url}{path}")
        _take(editor, f"{page}-{name}")
    _show_labelling(checker, desk)
    _take(checker, f"label-{name}")
    editor.context.clear_cookies()
    editor.goto(f"{desk.url}/sign-in")
    _take(editor, f"sign-in-{name}")
    editor.context.close()
    checker.context.close()


def _again(browser: Browser, signed_in: BrowserContext, size: str, scheme: Scheme) -> Page:
    """The same person at another screen."""
    context = browser.new_context(storage_state=signed_in.storage_state(), color_scheme=scheme, **SIZES[size])
    # Label Studio has a switch of its own.
    context.add_init_script(f"localStorage.setItem('preferred-color-scheme', '{scheme.title()}')")
    return context.new_page()


def _addresses(page: Page, desk: RunningDesk) -> dict[str, str]:
    page.goto(f"{desk.url}/articles")
    sample = page.get_by_role("link", name="Explosion closes").get_attribute("href") or ""
    page.goto(f"{desk.url}/review")
    case = page.locator(".case-link").first.get_attribute("href") or ""
    page.goto(f"{desk.url}/people")
    person = page.get_by_role("link", name="ana").get_attribute("href") or ""
    page.goto(f"{desk.url}/projects")
    project = page.locator("main a[href^='/projects/']:not([href$='/new'])").first.get_attribute("href") or ""
    return {
        "desk": "/",
        "articles": "/articles",
        "article": f"{sample}?sentence={_contested(page, sample, desk)}",
        "public-article": _published(page, sample, desk),
        "draft": _draft(page, desk),
        "new-article": "/articles/new",
        "projects": "/projects",
        "project": project.removesuffix("/label"),
        "new-project": "/projects/new",
        "search": "/search?words=bridge",
        "datasets": "/datasets",
        "release": "/datasets/lorran-claims/1.0.0/",
        "new-release": "/datasets/new",
        "review": "/review",
        "case": case,
        "people": "/people",
        "person": person,
        "ledger": "/ledger",
        "quarantine": "/quarantine",
        "audit": "/audit",
        "account": "/account",
    }


def _contested(page: Page, article: str, desk: RunningDesk) -> str:
    """A sentence about which checkers disagree."""
    page.goto(f"{desk.url}{article}")
    return page.locator(".reading a.sentence.contested").first.get_attribute("id") or ""


def _published(page: Page, article: str, desk: RunningDesk) -> str:
    page.goto(f"{desk.url}{article}")
    switch = page.get_by_role("button", name="Switch the public page on")
    if switch.count():
        switch.click()
    return f"{article}/public"


def _draft(page: Page, desk: RunningDesk) -> str:
    """A new article with one cut mended, before it is added."""
    page.goto(f"{desk.url}/articles/new")
    page.get_by_label("Text", exact=True).fill((EXAMPLES / "ferry.txt").read_text(encoding="utf-8"))
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Join with the sentence before").first.click()
    page.get_by_text("mended").wait_for()
    return urlsplit(page.url).path


def _show_labelling(page: Page, desk: RunningDesk) -> None:
    """The labelling page with a verdict and its reason chosen."""
    page.goto(f"{desk.url}/label")
    stream = LabelStream(page)
    if STOP not in (stream.sentence() or ""):
        raise AssertionError("the sentence to be shown is not the next one")
    page.wait_for_timeout(500)
    stream.press("3", "w")
    page.wait_for_timeout(500)


_LOAD_ALL_PICTURES: Final = "() => [...document.images].forEach((picture) => picture.loading = 'eager')"
"""Those too that a reader has not scrolled to."""

_ALL_ARE_THERE: Final = "() => [...document.images].every((picture) => picture.complete)"


def _take(page: Page, name: str) -> None:
    ALL.mkdir(parents=True, exist_ok=True)
    SHOWN.mkdir(exist_ok=True)
    taken = ALL / f"{name}.png"
    # A panel that lies over the page lies at the bottom of the screen, not of the page.
    page.evaluate(_LOAD_ALL_PICTURES)
    page.wait_for_function(_ALL_ARE_THERE)
    page.screenshot(path=taken, full_page=not name.startswith("article-phone"))
    with Image.open(taken) as image:
        cut = image.convert("RGB").crop((0, 0, image.width, min(image.height, TALLEST)))
        cut.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=3).save(SHOWN / taken.name, optimize=True)


def _write_list() -> None:
    """A table of all pictures, for who looks into their folder."""
    kinds = ["-".join(kind) for kind in product(SIZES, SCHEMES)]
    pages = sorted(path.name.removesuffix(f"-{kinds[0]}.png") for path in SHOWN.glob(f"*-{kinds[0]}.png"))
    rows = [
        f"| {page} | " + " | ".join(f"[{kind}]({page}-{kind}.png)" for kind in kinds) + " |" for page in pages
    ]
    head = ["# Every page", "", "`make screenshots` takes them of a real desk, 1440 and 390 pixels wide.", ""]
    table = ["| page | " + " | ".join(kinds) + " |", "| --- " * (1 + len(kinds)) + "|", *rows]
    (SHOWN / "README.md").write_text("\n".join([*head, *table]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
