"""Who is reported to say what, in the turns of phrase of agencies and newspapers."""

import pytest

from tests.tasks.text.marked import attributed

REPORTS = {
    # before the sentence proper
    "dateline with an agency": (
        "OSTBY, May 4 (Newswire) - A storm hit the coast on Friday, the mayor said.",
        [("the mayor", "said", "A storm hit the coast on Friday")],
    ),
    "dateline with a dash": ("OSTBY — The dam leaks, Lind said.", [("Lind", "said", "The dam leaks")]),
    "bullet": ("- The dam leaks, Lind said.", [("Lind", "said", "The dam leaks")]),
    "no dateline": (
        "Ostby - a town of bridges - has no dam, Lind said.",
        [("Lind", "said", "Ostby - a town of bridges - has no dam")],
    ),
    # where the clause starts
    "abbreviated month": (
        "Prosecutors said on Sept. 12 that they had opened an inquiry.",
        [("Prosecutors", "said", "that they had opened an inquiry.")],
    ),
    "day before that": (
        "Lind said Friday that the dam was ready.",
        [("Lind", "said", "that the dam was ready.")],
    ),
    "as early as": (
        "A memo warned as early as 2021 that the dam was weak.",
        [("A memo", "warned", "that the dam was weak.")],
    ),
    "addressee without an article": (
        "Lind told MPs the dam would hold.",
        [("Lind", "told", "the dam would hold.")],
    ),
    "addressee with an article": (
        "Holm told the Courier he had been warned.",
        [("Holm", "told", "he had been warned.")],
    ),
    "addressee with a relative clause": (
        'Holm told a man who feared for his house: "Learn to swim."',
        [("Holm", "told", '"Learn to swim."')],
    ),
    "quoted verb": (
        'Holm said it "beggared belief" that nobody had been told.',
        [("Holm", "said", 'it "beggared belief" that nobody had been told.')],
    ),
    "that with a quotation": (
        'Lind was quoted by the agency NTA as saying that "no order was given".',
        [("Lind", "quoted … as saying", 'that "no order was given".')],
    ),
    "recorded": (
        'Holm was recorded in May as saying that "a little water hurts nobody".',
        [("Holm", "recorded … as saying", 'that "a little water hurts nobody".')],
    ),
    "behind a conjunction that is a preposition, too": (
        "It comes after the Courier reported that the mayor had been told.",
        [("the Courier", "reported", "that the mayor had been told.")],
    ),
    "it behind a place": (
        'Ostby Rail, which runs the ferry, said in an emailed statement it had acted "within hours".',
        [("Ostby Rail, which runs the ferry", "said", 'it had acted "within hours".')],
    ),
    "late on a day": (
        "The army said late on Sunday it had left the town.",
        [("The army", "said", "it had left the town.")],
    ),
    "there behind a day": (
        "Gov. Ada Holm insisted Wednesday there is no shortage of water.",
        [("Gov. Ada Holm", "insisted", "there is no shortage of water.")],
    ),
    "addressee before that": (
        "Lind, a rebel reached by phone, told AFN that his men held the dam.",
        [("Lind, a rebel reached by phone", "told", "that his men held the dam.")],
    ),
    "relative clause with a preposition": (
        "The firm said the trial, in which forty people took part, had been stopped.",
        [("The firm", "said", "the trial, in which forty people took part, had been stopped.")],
    ),
    # where it ends
    "an accusation that is denied": (
        "The union accused the firm of hiding faults on trains, an allegation the firm said was baseless.",
        [
            ("The union", "accused", "the firm of hiding faults on trains"),
            ("the firm", "said", "The union accused the firm of hiding faults on trains"),
        ],
    ),
    "a claim somebody denies": (
        "Residents say they were never warned, a charge the operator denies.",
        [
            ("Residents", "say", "they were never warned"),
            ("the operator", "denies", "Residents say they were never warned"),
        ],
    ),
    "something somebody denies": (
        "The mayor had known for years - something the town hall denies.",
        [("the town hall", "denies", "The mayor had known for years")],
    ),
    "a demand behind a quotation": (
        "Lind insisted the talks must reflect “the state of the dam,” a demand Ostby has rejected.",
        [
            ("Lind", "insisted", "the talks must reflect “the state of the dam,”"),
            ("Ostby", "rejected", "Lind insisted the talks must reflect “the state of the dam,”"),
        ],
    ),
    "a claim that somebody calls names": (
        'Holm said the dam was safe, a claim Norland\'s river board dismissed as "yet another tale".',
        [
            ("Holm", "said", "the dam was safe"),
            ("Norland's river board", "dismissed", "Holm said the dam was safe"),
        ],
    ),
    "dash before a contrast": (
        "The mayor claimed that the dam would hold – but engineers say the wall is too thin.",
        [("The mayor", "claimed", "that the dam would hold"), ("engineers", "say", "the wall is too thin.")],
    ),
    "joined by calling": (
        'The board denied that its pumps had failed and called the report "cheap".',
        [
            ("The board", "denied", "that its pumps had failed"),
            ("The board", "called", 'the report "cheap"'),
        ],
    ),
    "joined by an infinitive": (
        "The Courier reported that the mayor had been told but chose not to inform the police.",
        [("The Courier", "reported", "that the mayor had been told but chose not to inform the police.")],
    ),
    "joined to the speaker, not to whom the clause is about": (
        "Lind said that Ostby is ready for talks but insisted that they must be fair.",
        [
            ("Lind", "said", "that Ostby is ready for talks"),
            ("Lind", "insisted", "that they must be fair."),
        ],
    ),
    # who says it
    "age and relative clause": (
        "Joel Adem, 62, who lives by the river, said he had heard nothing.",
        [("Joel Adem, 62, who lives by the river", "said", "he had heard nothing.")],
    ),
    "inserted clause": (
        "Lind, the town engineer, when asked about the crack, said that it was old.",
        [("Lind, the town engineer", "said", "that it was old.")],
    ),
    "preposition in a name": (
        "Swimmers Without Borders warned the pool could close.",
        [("Swimmers Without Borders", "warned", "the pool could close.")],
    ),
    "relative clause without a comma": (
        "A man who fled on Saturday and who asked not to be named said he had seen the dam.",
        [
            (
                "A man who fled on Saturday and who asked not to be named",
                "said",
                "he had seen the dam.",
            )
        ],
    ),
    "close to": (
        "Two men were questioned, a source close to the inquiry said on condition of anonymity "
        "because they were not allowed to speak.",
        [("a source close to the inquiry", "said", "Two men were questioned")],
    ),
    "went to is no source": (
        "When the men moved to the town the mayor said nothing had changed.",
        [("the mayor", "said", "nothing had changed.")],
    ),
    "seen by": (
        "But logs seen by the Courier suggest that nobody was warned.",
        [("logs seen by the Courier", "suggest", "that nobody was warned.")],
    ),
    "by e-mail": ("Lind said by email that it leaked.", [("Lind", "said", "that it leaked.")]),
    "object of a plain verb": (
        "The bank left its main rate unchanged on Thursday, saying that prices were falling.",
        [("The bank", "saying", "that prices were falling.")],
    ),
    "both": ("Both sides said the dam was safe.", [("Both sides", "said", "the dam was safe.")]),
    # other ways of saying
    "a verb of which we know nothing": (
        "Seven in ten voters oppose the dam, a poll by Norsk suggests.",
        [("a poll by Norsk", "suggests", "Seven in ten voters oppose the dam")],
    ),
    "it is understood": (
        "He was later released, it is understood.",
        [("", "is understood", "He was later released")],
    ),
    "claim by somebody": (
        "The claim by Norland that the dam had held was rejected by three engineers.",
        [("Norland", "claim", "that the dam had held")],
    ),
    "claim that somebody disputes": (
        "Lind also disputed the claim that 90 jobs had been lost.",
        [("", "claim", "that 90 jobs had been lost.")],
    ),
    "accused of": (
        'The union accused the mayor of "praying for rain".',
        [("The union", "accused", 'the mayor of "praying for rain".')],
    ),
    "accused by somebody": (
        "Ministers have been accused by the union of ignoring warnings.",
        [("the union", "accused", "Ministers … of ignoring warnings.")],
    ),
    "accused by nobody named": ("He was accused of murder.", [("", "accused", "He … of murder.")]),
    "put at": (
        "Police put the number of marchers at 4,000.",
        [("Police", "put", "the number of marchers at 4,000.")],
    ),
}


@pytest.mark.parametrize(("sentence", "expected"), REPORTS.values(), ids=REPORTS.keys())
def test_the_news_is_read(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    found = attributed(sentence)
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "There is no evidence that she knew.",
        "He put the vase at the door.",
        "The man accused of killing her was freed.",
        "In the village, nothing he said.",
    ],
)
def test_what_only_looks_like_a_report_is_none(sentence: str) -> None:
    assert attributed(sentence) == []


def test_a_letter_in_which_they_say_is_said_by_them_alone() -> None:
    found = attributed("He was responding to a letter, in which they said there was proof.")
    assert found == [("they", "said", "there was proof.")]
