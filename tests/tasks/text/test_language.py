"""A text's language is told from its words, and English where there is little to tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.language import TOLD_APART, detect_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The harbour bridge has been closed since Wednesday, and nobody knows for how long."),
        ("de", "Die Hafenbrücke ist seit Mittwoch gesperrt, und niemand weiß, wie lange noch."),
        ("es", "El puente del puerto está cerrado desde el miércoles y nadie sabe hasta cuándo."),
        ("fr", "Le pont du port est fermé depuis mercredi, et personne ne sait pour combien de temps."),
        ("pt", "A ponte do porto está fechada desde quarta-feira, e ninguém sabe até quando."),
        ("nl", "De havenbrug is sinds woensdag gesloten en niemand weet voor hoe lang nog."),
        ("pl", "Most portowy jest zamknięty od środy i nikt nie wie, jak długo to potrwa."),
        ("ru", "Портовый мост закрыт со среды, и никто не знает, как долго это продлится."),
        ("uk", "Портовий міст закрито з середи, і ніхто не знає, як довго це триватиме."),
        ("tr", "Liman köprüsü çarşambadan beri kapalı ve ne kadar süreceğini kimse bilmiyor."),
        ("hr", "Lučki most zatvoren je od srijede i nitko ne zna koliko će to potrajati."),
        ("ar", "جسر الميناء مغلق منذ يوم الأربعاء ولا أحد يعرف إلى متى سيستمر ذلك."),
        ("hi", "बंदरगाह का पुल बुधवार से बंद है और कोई नहीं जानता कि यह कब तक बंद रहेगा।"),
        ("zh", "港口大桥自星期三起关闭，没有人知道还要关闭多久。" * 3),
    ],
)
def test_the_language_is_told(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "12 345", "Zelensky", "Ihor Terekhov, Kharkiv"])
def test_too_little_is_taken_for_english(text: str) -> None:
    assert detect_language(text) == "en"


@given(st.text(max_size=300))
def test_any_text_has_one_of_our_languages(text: str) -> None:
    assert detect_language(text) in TOLD_APART.split()
