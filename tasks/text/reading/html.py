"""Web pages: the article in a page and what the page says about it.

trafilatura finds the article. The tree is built here, because the parser stops
silently where elements nest too deeply, and half an article must not pass for a
whole one.
"""

from datetime import date
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html
from trafilatura import bare_extraction, html2txt
from trafilatura.utils import decode_file

from tasks.errors import ArticleError
from tasks.text.reading.raw import RawArticle, iso_date


def read_html(data: bytes, name: str, *, url: str = "", charset: str = "") -> RawArticle:
    """The article in a page; paragraphs are divided by empty lines.

    :param url: where the page was found; its own canonical address wins
    :param charset: as the server declares it; guessed from the page otherwise
    :raises ArticleError: no article in it, or too deeply nested
    """
    tree = _tree(_decode(data, charset), name)
    found = bare_extraction(
        tree,
        url=url or None,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None or isinstance(found, dict) or not found.text or not found.text.strip():
        raise ArticleError(
            "%(name)s: no article was found in this page. Copy its text into a .txt file instead.", name=name
        )
    return RawArticle(
        source=name,
        text="\n\n".join(line.strip() for line in found.text.splitlines() if line.strip()),
        title=found.title or "",
        publisher=found.sitename or found.hostname or "",
        byline=found.author or "",
        url=_absolute(found.url) or url,
        published_on=_date(found.date),
        language=_language(tree),
    )


def text_of_fragment(fragment: str) -> str:
    """The text of a piece of HTML, as feeds carry it; empty if there is none."""
    page = f"<html><body><article>{fragment}</article></body></html>"
    found = bare_extraction(page, include_comments=False, favor_recall=True)
    text = found.text if found is not None and not isinstance(found, dict) else None
    lines = (text or html2txt(page)).splitlines()
    return "\n\n".join(line.strip() for line in lines if line.strip())


def _decode(data: bytes, charset: str) -> str:
    if charset:
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass  # servers get this wrong; the page itself is asked next
    return str(decode_file(data))


def _tree(page: str, name: str) -> etree._Element:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ArticleError("%(name)s: this is no web page (%(error)s).", name=name, error=error) from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise ArticleError(
            "%(name)s: the elements of this page are nested too deeply to be an article.", name=name
        )
    return tree


def _absolute(url: str | None) -> str:
    return url if url and urlsplit(url).scheme in ("http", "https") else ""


def _date(value: str | None) -> date | None:
    try:
        return iso_date(value)
    except ValueError:
        return None


def _language(tree: etree._Element) -> str | None:
    for found in tree.xpath("(/html/@lang | /html/@xml:lang | //meta[@property='og:locale']/@content)[1]"):
        return str(found).strip().replace("_", "-") or None
    return None
