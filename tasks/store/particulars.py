"""What editors said about datasets. The last word counts, earlier ones stay."""

from tasks.store.connection import Store
from tasks.store.times import now


def keep_particulars(store: Store, name: str, content: str, said_by: int | None = None) -> None:
    """Record what is said of a dataset from now on.

    :param content: JSON
    """
    moment = now()
    with store.transaction():
        store.execute(
            "update dataset_particulars set superseded_at = ? where name = ? and superseded_at is null",
            [moment, name],
        )
        store.execute(
            "insert into dataset_particulars (name, content, said_by, said_at) values (?, ?, ?, ?)",
            [name, content, said_by, moment],
        )


def kept_particulars(store: Store, name: str) -> str | None:
    """JSON as it was kept last; ``None`` where nothing was said."""
    content = store.value(
        "select content from dataset_particulars where name = ? and superseded_at is null", [name]
    )
    return None if content is None else str(content)
