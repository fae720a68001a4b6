"""Asking a Label Studio how it is, with nothing but the standard library."""

import json


def is_up(host: str, port: int, timeout: float) -> bool:
    """Whether Label Studio's health page answers well within ``timeout`` seconds."""
    status, _ = _get(host, port, "/health", {}, timeout)
    return status == 200


def account_of(token: str, host: str, port: int, timeout: float) -> str | None:
    """The e-mail address of the account that the API token opens; `None` if it opens none."""
    headers = {"Authorization": f"Token {token}"}
    status, body = _get(host, port, "/api/current-user/whoami", headers, timeout)
    try:
        return str(json.loads(body)["email"]) if status == 200 else None
    except (ValueError, KeyError, TypeError):
        return None


def _get(host: str, port: int, path: str, headers: dict[str, str], timeout: float) -> tuple[int, bytes]:
    """Status and body; status 0 when there is no answer."""
    from http.client import HTTPConnection, HTTPException  # 30 ms that a command's help need not pay

    connection = HTTPConnection(host, port, timeout=timeout)
    try:
        connection.request("GET", path, headers={**headers, "Connection": "close"})
        response = connection.getresponse()
        return response.status, response.read()
    except (OSError, HTTPException):
        return 0, b""
    finally:
        connection.close()
