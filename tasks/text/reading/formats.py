"""Telling formats apart: by their first bytes, by what the server says, by the file's name."""

from enum import StrEnum
from pathlib import PurePath


class Format(StrEnum):
    """What a source is written in."""

    TEXT = "text"
    HTML = "html"
    FEED = "feed"
    WORD = "docx"
    PDF = "pdf"
    JSON_LINES = "jsonl"
    CSV = "csv"


SUFFIXES = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".xml": Format.FEED,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".docx": Format.WORD,
    ".pdf": Format.PDF,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
}
"""File names that a folder is searched for."""

_MEDIA_TYPES = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "application/rss+xml": Format.FEED,
    "application/atom+xml": Format.FEED,
    "application/rdf+xml": Format.FEED,
    "application/xml": Format.FEED,
    "text/xml": Format.FEED,
    "application/pdf": Format.PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Format.WORD,
    "text/plain": Format.TEXT,
}
_FEED_ROOTS = (b"<rss", b"<feed", b"<rdf:rdf", b"<atom:feed")
_HTML_ROOTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article")
_LOOKED_AT = 2048


def by_name(path: PurePath) -> Format:
    """By the file's name; plain text if it says nothing."""
    return SUFFIXES.get(path.suffix.lower(), Format.TEXT)


def by_content(data: bytes) -> Format | None:
    """By the first bytes, which do not lie as names do; `None` if they say nothing."""
    head = data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"%pdf-"):
        return Format.PDF
    if head.startswith(b"pk\x03\x04"):
        return Format.WORD
    if head.startswith(b"<") and any(root in head for root in _FEED_ROOTS):
        return Format.FEED
    if head.startswith(_HTML_ROOTS) or (head.startswith(b"<?xml") and b"<html" in head):
        return Format.HTML
    return None


def by_media_type(media_type: str) -> Format | None:
    """By what the server says; `None` if that is no article."""
    return _MEDIA_TYPES.get(media_type)
