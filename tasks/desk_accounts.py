"""The accounts in Label Studio by which the desk works."""

from tasks.label_studio.client import LabelStudioClient
from tasks.store import people
from tasks.store.connection import Store


def desk_accounts(store: Store, client: LabelStudioClient) -> frozenset[int]:
    """Label Studio's ids of the account whose token the desk uses, and of those it used before."""
    return people.made_admin_by_the_desk(store) | {client.own_account()}
