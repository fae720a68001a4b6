"""Signing people in with their Label Studio account.

Label Studio keeps its session in a cookie that counts for every port of a host.
The desk hands that same cookie on, so whoever is signed in at one is signed in
at the other, and the desk stores no password and no session.
"""

from http import HTTPStatus

import httpx

from tasks.errors import LabelStudioFailed, LabelStudioUnreachable
from tasks.label_studio.members import Member, member_from

SESSION_COOKIE = "sessionid"
TIMEOUT_S = 10.0


class SessionDoor:
    """Label Studio's sign-in, as the desk uses it for people.

    Every method raises `LabelStudioUnreachable` where nothing, or something
    that is not Label Studio, answers.
    """

    def __init__(self, url: str, *, transport: httpx.BaseTransport | None = None) -> None:
        self.url = url.rstrip("/")
        self._transport = transport

    def _client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=TIMEOUT_S, transport=self._transport)

    def sign_in(self, email: str, password: str) -> str | None:
        """The session of a person, ``None`` where address or password are wrong."""
        try:
            with self._client() as client:
                client.get("/user/login/").raise_for_status()
                answer = client.post(
                    "/user/login/",
                    data={
                        "email": email,
                        "password": password,
                        "persist_session": "on",
                        "csrfmiddlewaretoken": client.cookies.get("csrftoken", ""),
                    },
                    headers={"Referer": f"{self.url}/user/login/"},
                )
                session = client.cookies.get(SESSION_COOKIE)
        except httpx.HTTPError as error:
            raise self._unreachable(error) from error
        if answer.status_code == HTTPStatus.FOUND and session:
            return session
        if answer.status_code == HTTPStatus.OK:
            return None
        raise LabelStudioFailed(f"Label Studio at {self.url} answered a sign-in with {answer.status_code}.")

    def who_is(self, session: str) -> Member | None:
        """Whose session it is, ``None`` where it has ended or never was."""
        try:
            with self._client() as client:
                client.cookies.set(SESSION_COOKIE, session)
                answer = client.get("/api/current-user/whoami")
        except httpx.HTTPError as error:
            raise self._unreachable(error) from error
        if answer.status_code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.FOUND):
            return None
        try:
            return member_from(answer.raise_for_status().json())
        except (httpx.HTTPStatusError, ValueError, KeyError) as error:
            raise self._unreachable(error) from error

    def sign_out(self, session: str) -> None:
        """End a session, wherever its cookie has got to."""
        try:
            with self._client() as client:
                client.cookies.set(SESSION_COOKIE, session)
                answer = client.get("/logout")
        except httpx.HTTPError as error:
            raise self._unreachable(error) from error
        if answer.status_code != HTTPStatus.FOUND:  # to its first page, or to its sign-in
            raise LabelStudioFailed(
                f"Label Studio at {self.url} answered a sign-out with {answer.status_code}."
            )

    def _unreachable(self, error: Exception) -> LabelStudioUnreachable:
        return LabelStudioUnreachable(
            f"Label Studio at {self.url} does not answer ({type(error).__name__}). Is it running?"
        )
