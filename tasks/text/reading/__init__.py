"""From a source to articles.

::

    source ─┬─ standard input ─┐
            ├─ folder ─ files ─┼─► bytes ─► format ─► text ─────────────► RawArticle
            └─ address ─ page ─┘              ├─────► line by line ────►     or
                  ▲                           └─────► another process ─► ArticleError
                  └────────── a feed's entries ◄──────────────┘

Web pages, feeds, Word and PDF files are taken apart in a process of its own,
because what hangs or crashes a parser must cost one article and not the run.
"""

from tasks.text.reading.raw import RawArticle, Read
from tasks.text.reading.rules import PUBLIC_ONLY, FetchRules
from tasks.text.reading.sources import read_source

__all__ = ["PUBLIC_ONLY", "FetchRules", "RawArticle", "Read", "read_source"]
