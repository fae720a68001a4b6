"""One conversation with Label Studio: the SDK, plain reading beside it, and our errors for both.

The SDK takes most of a second to import, so that happens on first use.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import httpx
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from tasks.errors import (
    LabelStudioError,
    LabelStudioFailed,
    LabelStudioMissing,
    LabelStudioRefused,
    LabelStudioUnreachable,
)

if TYPE_CHECKING:
    from label_studio_sdk import LabelStudio
    from label_studio_sdk.core.request_options import RequestOptions

TIMEOUT = httpx.Timeout(60.0, connect=5.0)

ONCE: "RequestOptions" = {"max_retries": 0}
"""The SDK repeats a POST on 5xx, 408 and 429. What is not idempotent goes out once."""

_read_again = retry(
    retry=retry_if_exception_type((LabelStudioUnreachable, LabelStudioFailed)),
    wait=wait_exponential_jitter(multiplier=0.2, max=2.0),
    stop=stop_after_attempt(3),
    reraise=True,
)


class Transport:
    """Reads and lets write; every failure is one of our `LabelStudioError`."""

    def __init__(self, url: str, token: str, transport: httpx.BaseTransport | None) -> None:
        self.url = url.rstrip("/")
        self._token = token
        self._http = httpx.Client(timeout=TIMEOUT, transport=transport)

    def close(self) -> None:
        self._http.close()

    @cached_property
    def sdk(self) -> "LabelStudio":
        from label_studio_sdk import LabelStudio

        with self.our_errors():
            return LabelStudio(  # type: ignore[no-untyped-call]
                base_url=self.url, api_key=self._token, httpx_client=self._http
            )

    @contextmanager
    def our_errors(self) -> Iterator[None]:
        """Make the SDK's and the network's errors ours."""
        from label_studio_sdk.core.api_error import ApiError

        try:
            yield
        except ApiError as error:
            raise self._explain(error.status_code, error.body) from error
        except httpx.HTTPError as error:
            raise LabelStudioUnreachable(
                f"Label Studio at {self.url} does not answer ({type(error).__name__}: {error}). "
                f"Is it running?"
            ) from error

    def read_once(self, path: str, params: Mapping[str, Any], timeout_s: int | None = None) -> Any:
        """The JSON at a path of the API."""
        options: RequestOptions = {**ONCE, "timeout_in_seconds": timeout_s} if timeout_s else ONCE
        # The SDK's own readers take any 404 for the end of a list and rebuild
        # every row as a model; its transport still brings the token along.
        with self.our_errors():
            response = self.sdk._client_wrapper.httpx_client.request(
                path, method="GET", params=dict(params), request_options=options
            )
        return self._answer(response)

    @_read_again
    def read(self, path: str, *, timeout_s: int | None = None, **params: Any) -> Any:
        """The same, tried up to three times."""
        return self.read_once(path, params, timeout_s)

    def read_list(self, path: str, **params: Any) -> list[dict[str, Any]]:
        """The list of objects at a path of the API."""
        answer = self.read(path, **params)
        if not isinstance(answer, list) or not all(isinstance(entry, dict) for entry in answer):
            raise LabelStudioFailed(f"Label Studio at {self.url} lists no {path}: {str(answer)[:200]}")
        return answer

    def write(self, method: str, path: str, body: Mapping[str, Any]) -> None:
        """Send JSON to a path of the API, once."""
        with self.our_errors():
            response = self.sdk._client_wrapper.httpx_client.request(
                path, method=method, json=dict(body), request_options=ONCE
            )
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            raise self._explain(response.status_code, response.text)

    def create(self, path: str, body: object, *, timeout_s: int, **params: Any) -> Any:
        """Send JSON to a path of the API, once; the JSON that comes back.

        :param body: plain data, sent as it is: the SDK would walk through all of it twice
        """
        with self.our_errors():
            response = self.sdk._client_wrapper.httpx_client.request(
                path,
                method="POST",
                params=params,
                content=json.dumps(body).encode(),
                headers={"content-type": "application/json"},
                request_options={**ONCE, "timeout_in_seconds": timeout_s},
            )
        return self._answer(response)

    def _answer(self, response: httpx.Response) -> Any:
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            raise self._explain(response.status_code, response.text)
        try:
            return response.json()
        except ValueError as error:
            raise LabelStudioUnreachable(
                f"What answers at {self.url} is not Label Studio: "
                f"{response.headers.get('content-type', 'no content type')} where JSON was expected."
            ) from error

    def _explain(self, status: int | None, body: object) -> LabelStudioError:
        detail = " ".join(str(body).split())[:300]
        if status == HTTPStatus.UNAUTHORIZED:
            return LabelStudioRefused(
                f"Label Studio at {self.url} does not accept our token. "
                f"Set ANNOTATOR_LABEL_STUDIO_TOKEN to the access token of an account there."
            )
        if status == HTTPStatus.FORBIDDEN:
            return LabelStudioRefused(f"Label Studio at {self.url} refuses: {detail}")
        if status == HTTPStatus.NOT_FOUND:
            return LabelStudioMissing(f"Label Studio at {self.url} has no such thing: {detail}")
        return LabelStudioFailed(f"Label Studio at {self.url} answered {status}: {detail}")
