"""Checkers stay unknown, and nobody gets in with what slipped into an address."""

import pytest

from exports.privacy import Cleaner, Personal, pseudonym


def test_a_pseudonym_is_stable_in_a_release_and_nowhere_else() -> None:
    here = pseudonym("17", b"secret", "harbour\n1")
    assert here == pseudonym("17", b"secret", "harbour\n1")
    elsewhere = {
        pseudonym("18", b"secret", "harbour\n1"),
        pseudonym("17", b"secret", "harbour\n2"),
        pseudonym("17", b"other", "harbour\n1"),
    }
    assert here not in elsewhere
    assert len(elsewhere) == 3


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ask ana.lima+desk@news.example.org, please", "ask [e-mail address removed], please"),
        ("mailto:ana@example.org", "mailto:[e-mail address removed]"),
        ("ана@пошта.укр", "[e-mail address removed]"),
        (
            "call +44 20 7946 0958 or (030) 123456 tonight",
            "call [telephone number removed] or [telephone number removed] tonight",
        ),
        ("ring 020-7946 0958.", "ring [telephone number removed]."),
        ("0049 30 901820 is the press office", "[telephone number removed] is the press office"),
        ("as Ana  Lima told me", "as [checker's name removed] told me"),
        ("ANA LIMA's table", "[checker's name removed]'s table"),
        ("meet @ the harbour at 5", "meet @ the harbour at 5"),
        ("@mayor said so", "@mayor said so"),
        ("Ana was there, in Lima", "Ana was there, in Lima"),
        ("the Banana Limas", "the Banana Limas"),
        ("between 2022-09-08 and 2022-10-11", "between 2022-09-08 and 2022-10-11"),
        ("1,234,567,890 or 0.123456789 or 12345678901234", "1,234,567,890 or 0.123456789 or 12345678901234"),
        ("ISBN 978-0-306-40615-7", "ISBN 978-0-306-40615-7"),
        (
            "(202) 555-0143, 202-555-0143 or 1-800-555-1234",
            "[telephone number removed], [telephone number removed] or [telephone number removed]",
        ),
        ("ring +38 044 123 45 67", "ring [telephone number removed]"),
        ("from 250 300 4000 to 2022-09-08 11:30", "from 250 300 4000 to 2022-09-08 11:30"),
        ("see https://a.example/?token=s3cret and go", "see https://a.example/?token=removed and go"),
        ("https://ana:secret@a.example/x", "https://a.example/x"),
        ("use ghp_abcdefghijklmnop0123456789!", "use [key, password or session removed]!"),
        (
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_1 is it",
            "[key, password or session removed] is it",
        ),
        ("risk_assessment_of_everything = sk-ill", "risk_assessment_of_everything = sk-ill"),
    ],
)
def test_notes(text: str, left: str) -> None:
    assert Cleaner(names=["Ana Lima", "Bo"]).note(text) == left


@pytest.mark.parametrize(
    ("url", "left"),
    [
        (
            "https://a.example/?api-key=K1&pass=p#key=k",
            "https://a.example/?api-key=removed&pass=removed#key=removed",
        ),
        (
            "Ana Lima at +44 20 7946 0958, on the book",
            "[checker's name removed] at [telephone number removed], on the book",
        ),
        ("J. Doe, Harbours (1999), p. 12", "J. Doe, Harbours (1999), p. 12"),
        ("https://a.example/report?page=2&id=7", "https://a.example/report?page=2&id=7"),
        ("https://a.example/?access_token=abc&x=1", "https://a.example/?access_token=removed&x=1"),
        ("https://a.example/x;jsessionid=AB12?y=1", "https://a.example/x;jsessionid=removed?y=1"),
        ("https://a.example/?PHPSESSID=ab#top", "https://a.example/?PHPSESSID=removed#top"),
        ("https://a.example/cb#id_token=eyJ.x.y", "https://a.example/cb#id_token=removed"),
        (
            "https://s3.example/f.pdf?X-Amz-Signature=a1&v=2",
            "https://s3.example/f.pdf?X-Amz-Signature=removed&v=2",
        ),
        ("https://ana:secret@a.example/x", "https://a.example/x"),
        ("https://a.example/?mail=ana@example.org", "https://a.example/?mail=removed"),
        ("https://a.example/@mayor/posts/1", "https://a.example/@mayor/posts/1"),
        ("https://a.example/?keyword=bridge", "https://a.example/?keyword=bridge"),
        ("=cmd()", "=cmd()"),
    ],
)
def test_addresses(url: str, left: str) -> None:
    assert Cleaner(names=["Ana Lima"]).address(url) == left


def test_what_was_taken_out_is_counted() -> None:
    cleaner = Cleaner(names=["Ana Lima"])
    cleaner.note("Ana Lima, ana@example.org, and again Ana Lima")
    cleaner.address("https://a.example/?token=1")
    assert cleaner.taken_out == {Personal.NAME: 2, Personal.EMAIL: 1, Personal.KEY: 1}


@pytest.mark.parametrize("url", ["https://a.example/?token=abc&x=1", "https://a.example/x#id_token=eyJ.x.y"])
def test_what_was_cleaned_is_clean(url: str) -> None:
    again = Cleaner()
    again.address(Cleaner().address(url))
    assert not again.taken_out
    again.address("https://a.example/?token=removed2")
    assert again.taken_out[Personal.KEY] == 1
