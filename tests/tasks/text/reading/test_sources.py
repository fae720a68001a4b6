"""Every kind of source, read whole; and what is wrong with one article costs no other."""

import io
import json
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.errors import ArticleError
from tasks.text.reading import RawArticle, Read, read_source
from tests.tasks.text.reading.documents import PARAGRAPHS, page, pdf, repacked, word
from tests.tasks.text.reading.websites import LOOPBACK, Website, website

pytestmark = pytest.mark.slow

WHOLE = "\n\n".join(PARAGRAPHS)


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as site:
        yield site


def read(source: str | Path, stdin: bytes = b"") -> list[Read]:
    return list(read_source(str(source), io.BytesIO(stdin), LOOPBACK))


def read_one(source: str | Path, stdin: bytes = b"") -> RawArticle:
    (found,) = read(source, stdin)
    assert isinstance(found, RawArticle), found
    return found


def refusal(source: str | Path, stdin: bytes = b"") -> str:
    (found,) = read(source, stdin)
    assert isinstance(found, ArticleError), found
    return str(found)


def write(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# Web pages


def test_a_page_gives_its_article_and_what_it_says_about_it(site: Website) -> None:
    head = """
        <meta property="og:site_name" content="Thistleford Echo"><meta name="author" content="Ada Byron">
        <meta property="article:published_time" content="2024-03-05T22:30:00Z">
        <link rel="canonical" href="https://echo.example/flood">"""
    article = read_one(site.serve("/flood?utm_source=x", page(head=head)))
    assert [line for line in article.text.split("\n\n") if line != article.title] == list(PARAGRAPHS)
    assert article.title == "Flood takes forty houses"
    assert article.publisher == "Thistleford Echo"
    assert article.byline == "Ada Byron"
    assert article.published_on == date(2024, 3, 5)
    assert article.url == "https://echo.example/flood"
    assert article.language == "en-GB"


def test_a_page_without_particulars_is_known_by_its_address(site: Website) -> None:
    url = site.serve("/flood", page())
    article = read_one(url)
    assert article.url == url
    assert article.published_on is None


@pytest.mark.parametrize(
    ("media_type", "encoding"), [("text/html; charset=windows-1252", "cp1252"), ("text/html", "utf-8")]
)
def test_a_page_is_read_in_its_own_character_set(site: Website, media_type: str, encoding: str) -> None:
    article = read_one(site.serve("/a", page().encode(encoding), media_type))
    assert PARAGRAPHS[2] in article.text


def test_a_saved_page_is_read_like_one_on_the_web(tmp_path: Path) -> None:
    assert PARAGRAPHS[1] in read_one(write(tmp_path / "saved.html", page())).text


def test_a_page_without_an_article_says_so(tmp_path: Path) -> None:
    assert "no article was found" in refusal(write(tmp_path / "a.html", "<html><body></body></html>"))


@pytest.mark.parametrize(
    "body",
    ["<div>" * 1_000_000, "<b>" * 700_000 + "x" + "</b>" * 700_000, "<table><tr><td>" * 200_000],
    ids=["open", "closed", "tables"],
)
def test_a_million_nested_elements_are_refused(tmp_path: Path, body: str) -> None:
    assert "nested too deeply" in refusal(
        write(tmp_path / "a.html", page(body=f"<p>{PARAGRAPHS[0]}</p>{body}"))
    )


# Feeds


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Thistleford Echo</title><language>en</language>
<item><title>Whole &amp; full</title><link>/whole</link><guid>g1</guid>
<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate>
<content:encoded><![CDATA[{whole}]]></content:encoded></item>
<item><title>Teaser</title><link>/flood</link><pubDate>no date at all</pubDate>
<description>The flood…</description></item>
<item></item>
<item><title>Gone</title><link>/gone</link></item>
<item><title>Inside</title><link>http://169.254.169.254/latest</link></item>
<item><title>Last</title><link>/last</link></item>
</channel></rss>"""
LONG = "".join(f"<p>{number}. {paragraph}</p>" for number in range(4) for paragraph in PARAGRAPHS)


def test_of_a_feed_everything_is_read_that_can_be(site: Website) -> None:
    site.serve("/flood", page())
    site.serve("/last", page())
    url = site.serve("/feed", RSS.format(whole=LONG), "application/rss+xml")
    whole, teaser, empty, gone, inside, last = read(url)

    assert isinstance(whole, RawArticle)
    assert PARAGRAPHS[1] in whole.text
    assert (whole.title, whole.given_id, whole.published_on) == ("Whole & full", "g1", date(2024, 3, 5))
    assert whole.url == site.url("/whole")
    assert isinstance(teaser, RawArticle)
    assert PARAGRAPHS[1] in teaser.text
    assert (teaser.title, teaser.published_on) == ("Teaser", None)
    assert "entry 3: it has neither text nor a link" in str(empty)
    assert "/gone: the server answers 404" in str(gone)
    assert "169.254.169.254 is not public" in str(inside)
    assert isinstance(last, RawArticle)


def test_an_atom_feed_that_breaks_off_is_read_as_far_as_it_goes(site: Website) -> None:
    content = LONG.replace("<", "&lt;")
    entry = f"<entry><title>A</title><id>a</id><content type='html'>{content}</content></entry>"
    url = site.serve(
        "/atom", f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}{entry}<entry><title>B", "text/xml"
    )
    first, second, *_ = read(url)
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>',
            "entities",
        ),
        ("<rss version='2.0'><channel></channel></rss>", "no entry"),
        ("<urlset></urlset>", "no RSS or Atom"),
    ],
)
def test_what_is_no_feed_says_so(tmp_path: Path, content: str, message: str) -> None:
    assert message in refusal(write(tmp_path / "a.xml", content))


def test_a_feed_that_points_to_itself_is_no_endless_loop(site: Website) -> None:
    url = site.serve(
        "/feed", "<rss version='2.0'><channel><item><link>/feed</link></item></channel></rss>", "text/xml"
    )
    assert "a feed itself" in refusal(url)


# Word


def test_a_word_document_gives_paragraphs_and_properties(tmp_path: Path) -> None:
    article = read_one(write(tmp_path / "a.docx", word(*PARAGRAPHS, title="Flood", author="Ada Byron")))
    assert (article.text, article.title, article.byline) == (WHOLE, "Flood", "Ada Byron")


def test_a_word_document_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    bomb = repacked(word("x"), {"word/media/image1.png": bytes(300_000_000)})
    assert len(bomb) < 1_000_000
    assert "unpacks to" in refusal(write(tmp_path / "a.docx", bomb))


def test_a_word_document_reads_no_other_files(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt", "the secret")
    with zipfile.ZipFile(io.BytesIO(word(PARAGRAPHS[0], "MARK"))) as archive:
        body = archive.read("word/document.xml").split(b"?>", 1)[1].replace(b"MARK", b"&x;")
    declared = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    document = repacked(word(PARAGRAPHS[0]), {"word/document.xml": declared + body})
    (found,) = read(write(tmp_path / "a.docx", document))
    assert "the secret" not in (found.text if isinstance(found, RawArticle) else str(found))


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 broken", repacked(word("x"), {"[Content_Types].xml": b"<"}), repacked(word(), {})],
)
def test_a_damaged_or_empty_word_document_says_so(tmp_path: Path, content: bytes) -> None:
    assert "document" in refusal(write(tmp_path / "a.docx", content))


# PDF


def test_a_pdf_gives_its_text_layer(tmp_path: Path) -> None:
    article = read_one(
        write(tmp_path / "a.pdf", pdf("The river rose by 2.3 metres with-", "in six hours.", title="Flood"))
    )
    assert (article.text, article.title) == ("The river rose by 2.3 metres within six hours.", "Flood")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (pdf("Secret.", password="secret"), "is encrypted"),
        (pdf(), "no text layer"),
        (b"%PDF-1.7 broken", "damaged"),
        (pdf("Text.")[:-200], ""),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, message: str) -> None:
    (found,) = read(write(tmp_path / "a.pdf", content))
    assert message in str(found)


# Tables


def test_rows_of_a_table_become_articles_and_bad_rows_errors(tmp_path: Path) -> None:
    rows = [
        "\ufeffid;headline;date;text",
        '1;One;2024-03-05;"First; with a mark"',
        "2;Two;5 March;Second",
        "3;Three;;",
        '4;;;"Two\nlines"',
    ]
    table = "\r\n".join(rows)
    first, second, third, fourth = read(write(tmp_path / "a.csv", table))
    assert isinstance(first, RawArticle)
    assert (first.given_id, first.title, first.published_on) == ("1", "One", date(2024, 3, 5))
    assert first.text == "First; with a mark"
    assert "line 3: the date is '5 March'" in str(second)
    assert "line 4: there is no text" in str(third)
    assert isinstance(fourth, RawArticle)
    assert fourth.text == "Two\nlines"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n1,2\n", "names no column"),
        (b"", "names no column"),
        (b"text\ncaf\xe9\n", "line 2: this is not UTF-8"),
    ],
)
def test_a_table_without_text_says_so(tmp_path: Path, content: bytes, message: str) -> None:
    assert message in refusal(write(tmp_path / "a.csv", content))


def test_what_an_article_is_called_is_one_line_of_characters(tmp_path: Path) -> None:
    """A null is more than Label Studio's database may hold, and an escape steers the reader's terminal."""
    line = rb'{"text": "It rained.", "title": "A\u0000B\u001b[2J\nC", "publisher": "D\u009bE"}'
    article = read_one(write(tmp_path / "a.jsonl", line))
    assert (article.title, article.publisher) == ("A B [2J C", "D E")


def test_lines_of_json_become_articles_and_bad_lines_errors(tmp_path: Path) -> None:
    lines = [
        b'{"id": 7, "text": "One.", "lang": "de"}',
        b"{",
        b'{"title": "x"}',
        b'{"text": ""}',
        b'{"text": "Two."}',
    ]
    first, *errors, last = read(write(tmp_path / "a.jsonl", b"\n".join(lines)))
    assert isinstance(first, RawArticle)
    assert (first.given_id, first.text, first.language) == ("7", "One.", "de")
    assert [str(error).split(": ", 1)[0][-6:] for error in errors] == ["line 2", "line 3", "line 4"]
    assert isinstance(last, RawArticle)


# Folders, standard input


def test_a_folder_is_read_in_order_whatever_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    write(tmp_path / "a.txt", "Text.")
    write(tmp_path / "b.html", page())
    write(tmp_path / "c.txt", b"\x00\x01")
    write(tmp_path / "d.png", b"\x89PNG")
    write(tmp_path / ".hidden.txt", "Hidden.")
    write(tmp_path / "sub" / "e.pdf", pdf("Text in a file."))
    write(tmp_path / "sub" / "f.docx", word("Text in a document."))
    kinds = [type(found).__name__ for found in read(tmp_path)]
    assert kinds == ["RawArticle", "RawArticle", "ArticleError", "RawArticle", "RawArticle"]


def test_an_empty_folder_says_what_it_was_searched_for(tmp_path: Path) -> None:
    assert ".docx" in refusal(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        WHOLE.encode(),
        page().encode(),
        word(*PARAGRAPHS),
        pdf(PARAGRAPHS[1]),
        json.dumps({"text": WHOLE}).encode(),
    ],
)
def test_standard_input_is_known_by_its_content(content: bytes) -> None:
    assert PARAGRAPHS[1] in read_one("-", content).text


def test_a_source_that_is_nothing_of_all_that(tmp_path: Path, site: Website) -> None:
    assert "cannot be read" in refusal(tmp_path / "none.txt")
    assert "only http and https" in refusal("ftp://example.org/a.txt")
    assert "image/png, and no article" in refusal(site.serve("/a.png", b"\x89PNG", "image/png"))


def test_memory_does_not_grow_with_the_source(tmp_path: Path) -> None:
    line = json.dumps({"text": WHOLE * 30}).encode() + b"\n"
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.writelines(line for _ in range(3000))
    assert (tmp_path / "a.jsonl").stat().st_size > 25_000_000
    tracemalloc.start()
    count = sum(isinstance(found, RawArticle) for found in read_source(str(tmp_path), io.BytesIO()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 3000
    assert peak < 2_000_000


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert all(isinstance(found, RawArticle | ArticleError) for found in read_source("-", io.BytesIO(data)))
