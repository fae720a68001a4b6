"""Cases of review at this desk: its own secret says which letter is whose."""

from flask import abort

from annotator.web.current import desk
from annotator.web.storage import store
from exports.case import Case, assign_letters, read_case
from exports.reading import Said


def find_case(sentence_id: str) -> Case:
    """A sentence as it is reviewed, or 404."""
    found = read_case(store(), sentence_id, _secret())
    if found is None:
        abort(404, "There is no such sentence in any article as it stands.")
    return found


def letters_of(said: Said) -> dict[str, str]:
    """The letters of a sentence's checkers, by `Answer.checker`: the same as in its case."""
    return assign_letters(said.sentence.sentence_id, said.answers, _secret())


def _secret() -> bytes:
    return desk().credentials.secret_key.encode()
