"""The errors that people can act on.

::

    AnnotatorError
    ├── InputError              what was handed in cannot be used
    │   ├── ArticleError        an article cannot be read
    │   └── SettingError        a setting is missing or makes no sense
    ├── StoreError              the data folder or its database
    │   ├── StoreBusyError      somebody else holds the lock; try again
    │   └── StoreTooNewError    written by a newer version of Annotator
    ├── LabelStudioError        the traffic with Label Studio
    │   ├── LabelStudioUnreachable   no answer, or one that is not Label Studio's
    │   ├── LabelStudioRefused       our token or account is not accepted
    │   ├── LabelStudioMissing       it no longer has what we ask for
    │   └── LabelStudioFailed        it answered with an error
    ├── ServiceError            a process we run did not start or stay up
    └── ReleaseError            a release cannot be built or does not verify

Everything else that is raised is a defect. The message says what was wrong,
where, and what to do; commands print it as it is and exit with 1 (2 for
`SettingError`), web pages show it in place.
"""


class AnnotatorError(Exception):
    """Base of all errors a person can do something about.

    The message is what pages look a translation up by, so what differs from
    case to case stands beside it. As text the error is English.

    :param message: English, with ``%(name)s`` for each of the particulars
    :param particulars: numbers, texts, or the error behind this one
    """

    def __init__(self, message: str = "", **particulars: object) -> None:
        english = {name: f"{one:,}" if type(one) is int else one for name, one in particulars.items()}
        super().__init__(message % english if particulars else message)
        self.message = message
        self.particulars = particulars


class InputError(AnnotatorError):
    """What was handed in cannot be used as it is."""


class ArticleError(InputError):
    """A source holds no article that can be read."""


class SettingError(InputError):
    """A setting is missing or makes no sense."""


class StoreError(AnnotatorError):
    """The data folder or the database in it cannot be used."""


class StoreBusyError(StoreError):
    """Another process holds the database or the lock; trying again helps."""


class StoreTooNewError(StoreError):
    """The database was written by a newer version of Annotator."""


class LabelStudioError(AnnotatorError):
    """A conversation with Label Studio did not end well."""


class LabelStudioUnreachable(LabelStudioError):
    """Nothing answered, or what answered is not Label Studio."""


class LabelStudioRefused(LabelStudioError):
    """Label Studio does not accept the token or account we came with."""


class LabelStudioMissing(LabelStudioError):
    """Label Studio no longer has what we ask for."""


class LabelStudioFailed(LabelStudioError):
    """Label Studio answered with an error."""


class ServiceError(AnnotatorError):
    """A process that belongs to the desk did not start or did not stay up."""


class ReleaseError(AnnotatorError):
    """A release cannot be built, or what lies there is not what was released."""
