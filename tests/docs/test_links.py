"""Every link within the documentation leads to a file or a heading that is there."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.docs.markdown import PAGES, ROOT, anchors, links, paths


def _broken(page: Path) -> list[str]:
    return [link for link in links(page) if not urlsplit(link).scheme and not _leads_somewhere(page, link)]


def _leads_somewhere(page: Path, link: str) -> bool:
    path, _, heading = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not heading or heading in anchors(target))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    assert _broken(page) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_are_named_are_there(page: Path) -> None:
    assert [path for path in paths(page) if not (ROOT / path).exists()] == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, to_read = set(), [ROOT / "README.md"]
    while to_read:
        page = to_read.pop()
        reached.add(page)
        found = {
            (page.parent / link.partition("#")[0]).resolve() for link in links(page) if "://" not in link
        }
        to_read += [target for target in found - reached if target in PAGES]
    assert reached == set(PAGES)


def test_a_link_to_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One heading\n[a](gone.md) [b](#one-heading) [c](#no-such) [d](page.md#one-heading)\n")
    assert _broken(page) == ["gone.md", "#no-such"]
