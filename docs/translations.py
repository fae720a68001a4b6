"""The catalogues of the interface's languages: ``make translations`` brings them up to date with the code.

What people see is marked in the code with gettext's functions. A new
message has an empty translation after this; `msgstr` in the catalogue is the
place for it, and running this again compiles it.
"""

from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import annotator
from annotator.web.languages import LANGUAGES

CODE: Final = Path(annotator.__file__).parent
SOURCE_LANGUAGE: Final = "en"
TRANSLATED: Final = tuple(tag for tag in LANGUAGES if tag != SOURCE_LANGUAGE)

_METHODS: Final = [("web/**.py", "python"), ("templates/**.html", "jinja2")]
_OPTIONS: Final = {"templates/**.html": {"newstyle_gettext": "true", "silent": "false"}}
_KEYWORDS: Final = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None, "lazy_pgettext": ((1, "c"), 2)}

_OF_ERRORS: Final = {"ArticleError": None, "InputError": None, "ReleaseError": None}
_WITH_ERRORS: Final = (
    "annotator/preview.py",
    "annotator/web/submitted.py",
    "tasks/**.py",
    "exports/build.py",
    "exports/crowd/models.py",
    "exports/files.py",
    "exports/release.py",
    "exports/rows.py",
    "exports/versions.py",
)
"""Where errors are raised that pages show. Their messages are translated by `annotator.web.error_words`."""


def extracted() -> Catalog:
    """Every message of the code, without translations."""
    found = Catalog(project="Annotator")
    for path, _line, message, comments, context in extract_from_dir(
        CODE, _METHODS, _OPTIONS, _KEYWORDS, strip_comment_tags=True
    ):
        found.add(message, locations=[(Path(path).as_posix(), 0)], auto_comments=comments, context=context)
    for path, _line, message, _comments, _context in extract_from_dir(
        CODE.parent, [(where, "python") for where in _WITH_ERRORS], keywords=_OF_ERRORS
    ):
        found.add(message, locations=[(Path(path).as_posix(), 0)])
    return found


def catalogue_path(language: str) -> Path:
    """Where a language's catalogue is, for translators; the compiled one is beside it."""
    return CODE / "translations" / language / "LC_MESSAGES" / "messages.po"


def read_catalogue(language: str) -> Catalog:
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main() -> None:
    for language in TRANSLATED:
        catalogue = read_catalogue(language)
        catalogue.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
        with catalogue_path(language).open("wb") as file:
            write_po(
                file, catalogue, width=100, ignore_obsolete=True, sort_by_file=True, include_lineno=False
            )
        catalogue_path(language).with_suffix(".mo").write_bytes(compiled(catalogue))


if __name__ == "__main__":
    main()
