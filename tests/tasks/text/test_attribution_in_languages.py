"""Who is reported to say what in Ukrainian, Russian, German, French and Spanish news."""

import pytest

from tests.tasks.text.marked import attributed, claimants

UKRAINIAN = [
    ("Лінд заявила, що дамба тече.", ("Лінд", "заявила", "що дамба тече.")),
    ("«Дамба тече», — сказав Лінд журналістам.", ("Лінд", "сказав", "«Дамба тече»")),
    (
        "«Дамба тече», — заявив речник міста Тарас Лінд, якого цитує агенція.",
        ("речник міста Тарас Лінд", "заявив", "«Дамба тече»"),
    ),
    ("Лінд наголосив: «Ми все відбудуємо».", ("Лінд", "наголосив", "«Ми все відбудуємо»")),
    ("За словами Лінда, дамба тече.", ("Лінда", "За словами", "дамба тече.")),
    ("За його словами, дамба тече.", ("його", "За … словами", "дамба тече.")),
    ("На думку експерта, дамба тече.", ("експерта", "На думку", "дамба тече.")),
    (
        "За даними Інституту річок, дамба тримає 20 тис. тонн.",
        ("Інституту річок", "За даними", "дамба тримає 20 тис. тонн."),
    ),
    (
        "У міністерстві води заявили, що дамба тече.",
        ("міністерстві води", "заявили", "що дамба тече."),
    ),
    ("Дамба тримається, повідомили в міністерстві.", ("міністерстві", "повідомили", "Дамба тримається")),
    ("Як повідомляє Курʼєр, дамба тече.", ("Курʼєр", "повідомляє", "дамба тече.")),
    (
        "«Дамба тече», — написав у Telegram депутат Тарас Лінд.",
        ("депутат Тарас Лінд", "написав", "«Дамба тече»"),
    ),
    (
        "Раніше видання «Ліхтар» писало, що дамба стара.",
        ("видання «Ліхтар»", "писало", "що дамба стара."),
    ),
    ("Повідомляється, що дамба тече.", ("", "Повідомляється", "що дамба тече.")),
]
RUSSIAN = [
    ("Линд заявила, что дамба течёт.", ("Линд", "заявила", "что дамба течёт.")),
    ("«Дамба течёт», — сказал Линд журналистам.", ("Линд", "сказал", "«Дамба течёт»")),
    (
        "«Дамба течёт», — заявил представитель города Тарас Линд, которого цитирует агентство.",
        ("представитель города Тарас Линд", "заявил", "«Дамба течёт»"),
    ),
    ("По словам Линда, дамба течёт.", ("Линда", "По словам", "дамба течёт.")),
    ("По его словам, дамба течёт.", ("его", "По … словам", "дамба течёт.")),
    (
        "В министерстве воды заявили, что дамба течёт.",
        ("министерстве воды", "заявили", "что дамба течёт."),
    ),
    ("Как сообщает Курьер, дамба течёт.", ("Курьер", "сообщает", "дамба течёт.")),
    ("Сообщается, что дамба течёт.", ("", "Сообщается", "что дамба течёт.")),
]
GERMAN = [
    (
        "Nach Einschätzung von Experten könnte der Damm brechen.",
        ("Experten", "Nach Einschätzung von", "könnte der Damm brechen."),
    ),
    (
        "Nach Angaben des Ministeriums gab es zwei Risse.",
        ("des Ministeriums", "Nach Angaben", "gab es zwei Risse."),
    ),
    (
        "Laut einer Umfrage des Instituts sind die Leute unzufrieden.",
        ("einer Umfrage des Instituts", "Laut", "sind die Leute unzufrieden."),
    ),
    (
        "Wie die „Ostbyer Zeitung“ berichtet, fehlen zwei Pumpen.",
        ("die „Ostbyer Zeitung“", "berichtet", "fehlen zwei Pumpen."),
    ),
]
FRENCH = [
    (
        "Comme l’a révélé Le Phare, le barrage fuyait.",
        ("Le Phare", "révélé", "le barrage fuyait."),
    ),
    (
        "« Le barrage fuit », a déclaré à la presse une porte-parole du ministère.",
        ("une porte-parole du ministère", "déclaré", "« Le barrage fuit »"),
    ),
    ("L’armée affirme avoir abattu deux drones.", ("L’armée", "affirme", "avoir abattu deux drones.")),
    (
        "D’après un rapport de la Cour, publié en mai, le barrage fuit.",
        ("un rapport de la Cour, publié en mai", "D’après", "le barrage fuit."),
    ),
]
SPANISH = [
    (
        "El Ministerio de Aguas negó este viernes que la presa pierda agua.",
        ("El Ministerio de Aguas", "negó", "que la presa pierda agua."),
    ),
    (
        '"No nos avisaron", dijo a periodistas el alcalde de Tarna, Luis Prado.',
        ("el alcalde de Tarna, Luis Prado", "dijo", '"No nos avisaron"'),
    ),
    (
        "El sindicato acusó al ministro de «mentir a todos».",
        ("El sindicato", "acusó", "al ministro de «mentir a todos»."),
    ),
]
CASES = [
    (language, *case)
    for language, cases in {
        "uk": UKRAINIAN,
        "ru": RUSSIAN,
        "de": GERMAN,
        "fr": FRENCH,
        "es": SPANISH,
    }.items()
    for case in cases
]


@pytest.mark.parametrize(("language", "sentence", "expected"), CASES)
def test_the_news_of_other_countries_is_read(
    language: str, sentence: str, expected: tuple[str, str, str]
) -> None:
    assert attributed(sentence, language) == [expected]


@pytest.mark.parametrize(
    ("language", "marked", "expected"),
    [
        ("uk", "Дамба тече. | Про це повідомив мер міста Тарас Лінд.", ("Дамба тече.", "Тарас Лінд")),
        ("ru", "Дамба течёт. | Об этом сообщил мэр города Тарас Линд.", ("Дамба течёт.", "Тарас Линд")),
        (
            "de",
            "Der Damm ist undicht. | Das teilte die Polizei mit.",
            ("Der Damm ist undicht.", "Polizei"),
        ),
    ],
)
def test_this_is_what_the_sentence_before_says(
    language: str, marked: str, expected: tuple[str, str | None]
) -> None:
    assert claimants(marked, language) == [expected]


def test_what_has_a_speaker_already_is_not_given_another() -> None:
    found = claimants("Лінд заявила, що дамба тече. | Про це йдеться у заяві міністерства.", "uk")
    assert found == [("що дамба тече.", "Лінд")]


def test_this_with_nothing_before_it_is_nothing() -> None:
    assert attributed("Про це повідомив мер міста.", "uk") == []
    assert attributed("Дамба тече. | Про це знає мер міста.", "uk") == []


@pytest.mark.parametrize(
    ("language", "marked", "expected"),
    [
        ("uk", "Мер Тарас Орленко заявив, що йде сильний дощ. | За словами Орленка, тепло.", "Тарас Орленко"),
        ("uk", "Президент України Олег Лінд заявив, що йде сильний дощ.", "Олег Лінд"),
        ("ru", "Представитель Норландии Игорь Ковалев заявил, что идёт дождь.", "Игорь Ковалев"),
        ("uk", "Тарас Орленко заявив, що йде сильний дощ. | За словами Орловської, тепло.", "Орловської"),
        ("de", "Gewerkschaftschefin Dora Vance sagte, dass es regnet.", "Dora Vance"),
        ("fr", "Ada Lind dit qu'il pleut. | Le député Tom Beck part. | « Oui », a-t-il dit.", "Tom Beck"),
        ("de", "Wie die „Ostbyer Zeitung“ berichtet, regnet es.", "Ostbyer Zeitung"),
        ("es", "La ministra Ada Prado dijo que llueve. | Según el sindicato, hace calor.", "el sindicato"),
        ("es", "El Ministerio de Aguas dijo que llueve. | La empresa dijo que ya no llueve.", "La empresa"),
    ],
)
def test_names_are_known_in_their_cases(language: str, marked: str, expected: str) -> None:
    assert claimants(marked, language)[-1][1] == expected
