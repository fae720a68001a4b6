"""The webhook by which Label Studio hints at news."""

from collections.abc import Mapping

from tasks.errors import LabelStudioFailed
from tasks.label_studio.transport import ONCE, Transport


def ensure_webhook(transport: Transport, project: int, url: str, secret_header: tuple[str, str]) -> int:
    """The id of a project's webhook to ``url``, made if it is not there; others to us are removed.

    :param secret_header: name and value, by which we know it
    """
    name, secret = secret_header
    found = None
    for hook in transport.read_list("api/webhooks", project=project):
        headers = hook.get("headers") or {}
        mine = hook.get("url") == url and headers.get(name) == secret
        if mine and hook.get("is_active") and found is None:
            found = hook["id"]
        elif name in headers:
            with transport.our_errors():
                transport.sdk.webhooks.delete(id=hook["id"])
    return int(found) if found is not None else _create_webhook(transport, project, url, {name: secret})


def _create_webhook(transport: Transport, project: int, url: str, headers: Mapping[str, str]) -> int:
    with transport.our_errors():
        made = transport.sdk.webhooks.create(
            project=project,
            url=url,
            headers=headers,
            send_payload=True,
            send_for_all_actions=True,
            is_active=True,
            request_options=ONCE,
        )
    if made.id is None:
        raise LabelStudioFailed(f"Label Studio at {transport.url} made a webhook and does not say which.")
    return int(made.id)
