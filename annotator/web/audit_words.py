"""What the audit log says, in words for people."""

from collections.abc import Mapping

from flask_babel import LazyString, lazy_pgettext
from flask_babel import lazy_gettext as _l

from annotator.web.wording import ROLE_WORDS, SCOPE_WORDS, VERDICT_WORDS
from tasks.store.audiences import Audience

ACTIONS = {
    "alarm.accepted": _l("accepted a change in Label Studio"),
    "alarm.ask_to_put_back": _l("asked to have a change in Label Studio put back"),
    "alarm.over": _l("saw an alarm end by itself"),
    "alarm.put_back": _l("put back a change in Label Studio"),
    "article.add": _l("added an article"),
    "article.publish": _l("made an article public"),
    "article.revise": _l("added a revision of an article"),
    "article.withdraw": _l("took a public article back"),
    "claim.settle": _l("settled a claim"),
    "claim.take_back": _l("took back what settled a claim"),
    "person.other_account": _l("took roles and tokens away: another account has the e-mail address now"),
    "project.archive": _l("archived a project"),
    "project.change": _l("changed a project"),
    "project.make": _l("made a project"),
    "project.take_up": _l("took up a project again"),
    "quarantine.dismissed": _l("dismissed an answer that makes no sense"),
    "quarantine.released": _l("took in an answer from quarantine"),
    "release.audience": _l("chose who may download a release"),
    "release.create": _l("created a release"),
    "review.flag": _l("flagged a claim"),
    "review.opinion": _l("asked another checker about a claim"),
    "review.send_back": _l("sent a claim back to its checkers"),
    "review.withdraw": _l("took back what was asked about a claim"),
    "role.grant": _l("gave a role"),
    "role.revoke": _l("took a role away"),
    "token.create": _l("made an access token"),
    "token.revoke": _l("revoked an access token"),
}
"""What each action is called; one that is not here is shown by its name."""

DETAILS = {
    "audience": _l("for"),
    "label": _l("Verdict"),
    "name": lazy_pgettext("of a thing", "Name"),
    "note": _l("Note"),
    "request": _l("Request"),
    "revision": _l("Version"),
    "role": _l("Role"),
    "scopes": _l("May"),
    "title": _l("Title"),
    "word": _l("Decision"),
}
"""What the particulars of an entry are called."""

_VALUES: Mapping[str, Mapping[str, LazyString]] = {
    "audience": {Audience.PUBLIC: _l("everybody"), Audience.SIGNED_IN: _l("whoever is signed in")},
    "label": VERDICT_WORDS,
    "role": ROLE_WORDS,
    "scopes": SCOPE_WORDS,
}


def detail_words(name: str, value: object) -> str:
    """A particular of an entry; what has no words is shown as it was recorded."""
    if isinstance(value, list):
        return ", ".join(detail_words(name, each) for each in value)
    return str(_VALUES.get(name, {}).get(str(value), value))
