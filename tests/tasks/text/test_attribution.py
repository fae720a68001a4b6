"""Who is reported to say what: a sentence for each way of saying so."""

import pytest

from tasks.text.attribution import find_attributions
from tests.tasks.text.marked import attributed, cut

PATTERNS = {
    # direct
    "verb first": ('Mara Lind said, "The dam has a crack."', ("Mara Lind", "said", '"The dam has a crack."')),
    "tail": ('"The dam has a crack," Mara Lind said.', ("Mara Lind", "said", '"The dam has a crack,"')),
    "inverted tail": (
        '"The dam has a crack," said Mara Lind.',
        ("Mara Lind", "said", '"The dam has a crack,"'),
    ),
    "tail with a role": (
        "“The dam has a crack,” said Mara Lind, the town's engineer.",
        ("Mara Lind, the town's engineer", "said", "“The dam has a crack,”"),
    ),
    "tail with a role before": (
        '"It leaks," Mara Lind, the town engineer, told reporters.',
        ("Mara Lind, the town engineer", "told", '"It leaks,"'),
    ),
    "broken by its speaker": (
        '"The dam leaks," Lind said, "and nobody was told."',
        ("Lind", "said", '"The dam leaks," … "and nobody was told."'),
    ),
    "colon": ('The notice reads: "No bathing here."', ("The notice", "reads", '"No bathing here."')),
    "after where and when": (
        'Lind said at a meeting on Tuesday, "The dam leaks."',
        ("Lind", "said", '"The dam leaks."'),
    ),
    "two joined": (
        'Lind said, "The dam leaks" and "nobody was told".',
        ("Lind", "said", '"The dam leaks" and "nobody was told"'),
    ),
    # mixed
    "mixed": (
        'Lind said the dam had "more holes than a sieve" in May.',
        ("Lind", "said", 'the dam had "more holes than a sieve" in May.'),
    ),
    # indirect
    "that": ("The mayor claimed that the dam was safe.", ("The mayor", "claimed", "that the dam was safe.")),
    "bare": ("The mayor said the dam was safe.", ("The mayor", "said", "the dam was safe.")),
    "bare with a pronoun": ("Ford said he favours a ban.", ("Ford", "said", "he favours a ban.")),
    "far that": (
        "Lind said in a speech on Monday (May 3) to the council that nobody was told.",
        ("Lind", "said", "that nobody was told."),
    ),
    "addressee": ("Lind told the council that the dam leaks.", ("Lind", "told", "that the dam leaks.")),
    "pronoun addressee": ("Lind told them the dam was leaking.", ("Lind", "told", "the dam was leaking.")),
    "question": (
        "The council asked whether the dam was safe.",
        ("The council", "asked", "whether the dam was safe."),
    ),
    "wh": ("Lind explained why the dam leaks.", ("Lind", "explained", "why the dam leaks.")),
    "gerund object": ("The firm denied having cut corners.", ("The firm", "denied", "having cut corners.")),
    "infinitive": (
        "The firm claims to have checked it twice.",
        ("The firm", "claims", "to have checked it twice."),
    ),
    "condition first": (
        "Lind said if the dam breaks, the town will flood.",
        ("Lind", "said", "if the dam breaks, the town will flood."),
    ),
    "tail of a clause": ("The dam is safe, the mayor said.", ("the mayor", "said", "The dam is safe")),
    "inverted tail of a clause": (
        "The dam is safe, said the mayor.",
        ("the mayor", "said", "The dam is safe"),
    ),
    "as": (
        "As Lind put it in May, and as the mayor said, the dam leaks.",
        ("the mayor", "said", "the dam leaks."),
    ),
    "opening as": ("As the mayor said, the dam leaks.", ("the mayor", "said", "the dam leaks.")),
    "verb group": ("Lind has never said that it leaks.", ("Lind", "said", "that it leaks.")),
    "verb chain": ("Lind would like to explain why it leaks.", ("Lind", "explain", "why it leaks.")),
    "insertion": (
        "Lind conceded, however, that the dam was old.",
        ("Lind", "conceded", "that the dam was old."),
    ),
    "participle": (
        "Lind wrote to the council, warning that the dam leaks.",
        ("Lind", "warning", "that the dam leaks."),
    ),
    "participle of a noun": (
        "A letter saying that the dam leaks arrived.",
        ("A letter", "saying", "that the dam leaks arrived."),
    ),
    "relative": ("A sign that says the pool is closed.", ("A sign that", "says", "the pool is closed.")),
    "shared subject": (
        "Lind denied the report and said that it was old.",
        ("Lind", "said", "that it was old."),
    ),
    "apposition": (
        "Mara Lind, an engineer of the town, said the dam was old.",
        ("Mara Lind, an engineer of the town", "said", "the dam was old."),
    ),
    "day before the verb": (
        "Mara Lind on Monday (May 3) said the dam was old.",
        ("Mara Lind", "said", "the dam was old."),
    ),
    # prepositions, passives, nouns, adjectives
    "according to": (
        "According to the mayor of the town, the dam is safe.",
        ("the mayor of the town", "According to", "the dam is safe."),
    ),
    "according to, with a name": (
        "According to the mayor, Ada Holm, the dam is safe.",
        ("the mayor, Ada Holm", "According to", "the dam is safe."),
    ),
    "according to, at the end": (
        "The dam is safe, according to the mayor.",
        ("the mayor", "according to", "The dam is safe"),
    ),
    "as per": ("As per the report, the dam is safe.", ("the report", "As per", "the dam is safe.")),
    "quoted as saying": (
        "Lind was quoted by the paper as saying that it leaks.",
        ("Lind", "quoted … as saying", "that it leaks."),
    ),
    "impersonal passive": (
        "It was reported that the dam leaks.",
        ("", "was reported", "that the dam leaks."),
    ),
    "possessive noun": (
        "The group's assessment that the dam leaks surprised nobody.",
        ("The group", "assessment", "that the dam leaks surprised nobody."),
    ),
    "supported noun": ("Lind has no doubt that the dam leaks.", ("Lind", "doubt", "that the dam leaks.")),
    "adjective": ("Lind is sure that the dam leaks.", ("Lind", "sure", "that the dam leaks.")),
    # as news and interviews have it
    "many at the start of a clause": (
        "Officials say at least 14 people were hurt.",
        ("Officials", "say", "at least 14 people were hurt."),
    ),
    "about so many": (
        "The council said about 40 houses were flooded.",
        ("The council", "said", "about 40 houses were flooded."),
    ),
    "report by somebody": (
        "A report by the town shows the dam was old.",
        ("A report by the town", "shows", "the dam was old."),
    ),
    "inserted condition": (
        "The mayor noted that, while the water had fallen, the dam was not safe.",
        ("The mayor", "noted", "that, while the water had fallen, the dam was not safe."),
    ),
    "place before a bare clause": (
        "The council said on Telegram its pumps had failed.",
        ("The council", "said", "its pumps had failed."),
    ),
    "published elsewhere": (
        "Lind said in a letter posted online that the dam leaks.",
        ("Lind", "said", "that the dam leaks."),
    ),
    "addressee behind it": (
        "The dam is safe, Mayor Ada Holm told the newspaper Dagen.",
        ("Mayor Ada Holm", "told", "The dam is safe"),
    ),
    "long ago": (
        "Engineers have long suspected that the dam leaks.",
        ("Engineers", "suspected", "that the dam leaks."),
    ),
    "plain plural": (
        "We believe the voters deserve better.",
        ("We", "believe", "the voters deserve better."),
    ),
    "people": ("I don't think people understand the dam.", ("I", "think", "people understand the dam.")),
    "promise": ("Holm promised to mend the dam.", ("Holm", "promised", "to mend the dam.")),
    "refusal": (
        "The firm would not confirm whether the dam was checked.",
        ("The firm", "confirm", "whether the dam was checked."),
    ),
    "part of it quoted": (
        'The union called the plan "a slap in the face".',
        ("The union", "called", 'the plan "a slap in the face"'),
    ),
    "part of it quoted, with as": (
        'Holm dismissed the report as "full of holes".',
        ("Holm", "dismissed", 'the report as "full of holes"'),
    ),
    "like": ('I was like, "Who built this dam?"', ("I", "like", '"Who built this dam?"')),
    "quoted by somebody": (
        "The paper quoted Lind as saying the dam was safe.",
        ("Lind", "quoted … as saying", "the dam was safe."),
    ),
    "passive with its addressee": (
        "Residents were told that the dam was safe.",
        ("", "were told", "that the dam was safe."),
    ),
    "raised subject": (
        "The engineer is said to have known about the crack.",
        ("", "is said", "The engineer … to have known about the crack."),
    ),
    "it is understood": (
        "It is understood that the dam leaks.",
        ("", "is understood", "that the dam leaks."),
    ),
    "reports": (
        "Reports that the dam leaked have not been confirmed.",
        ("", "Reports", "that the dam leaked"),
    ),
    "there is": (
        "There is speculation that the mayor will resign.",
        ("", "speculation", "that the mayor will resign."),
    ),
    "noun as subject": (
        "Lind's claim that the dam has moved is false.",
        ("Lind", "claim", "that the dam has moved"),
    ),
    "view": (
        "In the engineer's view, the dam came too late.",
        ("the engineer", "In … view", "the dam came too late."),
    ),
    "view, at the end": (
        "The dam came too late, in his opinion.",
        ("his", "in … opinion", "The dam came too late"),
    ),
    "according to, with a participle": (
        "According to a poll published on Tuesday by the town, most people fear the dam.",
        ("a poll published on Tuesday by the town", "According to", "most people fear the dam."),
    ),
    "study": (
        "The dam has moved by a metre, a study by the university found.",
        ("a study by the university", "found", "The dam has moved by a metre"),
    ),
    "participle after a plain verb": (
        "Lind left the room, adding that the dam leaks.",
        ("Lind", "adding", "that the dam leaks."),
    ),
    "suspect": (
        "The suspect said he had never seen the dam.",
        ("The suspect", "said", "he had never seen the dam."),
    ),
    # thoughts
    "thought": ("I think that the dam leaks, and so I moved.", ("I", "think", "that the dam leaks")),
    "thought aside": ("The dam, I think, is old.", ("I", "think", "The dam … is old.")),
    "thought last": ("The dam is old I think.", ("I", "think", "The dam is old")),
    "asked thought": ("Do you think the dam is old?", ("you", "think", "the dam is old?")),
}


@pytest.mark.parametrize(("sentence", "expected"), PATTERNS.values(), ids=PATTERNS.keys())
def test_each_way_of_attributing_is_read(sentence: str, expected: tuple[str, str, str]) -> None:
    assert expected in attributed(sentence)


NOT_REPORTED = [
    "The obvious question is why the dam leaks.",
    "The United States is an old country.",
    "The party makes claims that cannot be checked.",
    "The report of the council was long.",
    "She reported heavy rain in the hills.",
    "Lind answered five questions about the dam.",
    "He decided to sell the mill.",
    "The council showed visitors the dam.",
    "That said, the dam is old.",
    "Kelly walked to the dam.",
    "The firm's estimate of the cost was wrong.",
    "They know the engineer well.",
    "It was decided to mend the dam.",
    "It was decided that the dam would be mended.",
    "The plans were promised to us.",
    "In my opinion, the dam is old.",
    "The dam was built by men who left.",
    "She called her mother.",
    'A man called "the Fox" was arrested.',
]


@pytest.mark.parametrize("sentence", NOT_REPORTED)
def test_nouns_and_plain_objects_are_no_attributions(sentence: str) -> None:
    assert attributed(sentence) == []


def test_what_follows_in_other_words_is_not_part_of_it() -> None:
    found = attributed("The mayor said the dam was safe, but engineers doubted that it was.")
    assert ("The mayor", "said", "the dam was safe") in found
    assert ("engineers", "doubted", "that it was.") in found


def test_two_reports_in_one_sentence_are_two() -> None:
    found = attributed('Lind reported "good news" from the dam, saying some holes had been filled.')
    assert found == [
        ("Lind", "reported", '"good news" from the dam'),
        ("Lind", "saying", "some holes had been filled."),
    ]


def test_a_speaker_in_a_sentence_of_its_own_has_said_the_quotation_before() -> None:
    assert ("Lind", "asked", '"Who was told?"') in attributed('"Who was told?" | Lind asked.')


@pytest.mark.parametrize("marks", ['""', "“”", "„“", "»«", "«»", "‹›", "‘’", "''"])
def test_any_quotation_marks_do(marks: str) -> None:
    quotation = f"{marks[0]}The dam leaks and nobody was told{marks[1]}"
    assert ("Lind", "said", quotation) in attributed(f"{quotation}, said Lind.")


def test_an_apostrophe_is_no_quotation_mark() -> None:
    found = attributed("The ants' nest isn't the dogs' home, Lind said.")
    assert found == [("Lind", "said", "The ants' nest isn't the dogs' home")]


IN_OTHER_LANGUAGES = [
    (
        "de",
        "Die Bürgermeisterin erklärte, dass der Damm sicher ist.",
        ("Die Bürgermeisterin", "erklärte", "dass der Damm sicher ist."),
    ),
    (
        "de",
        "„Der Damm ist sicher“, sagte Bürgermeisterin Ada Holm.",
        ("Bürgermeisterin Ada Holm", "sagte", "„Der Damm ist sicher“"),
    ),
    ("de", "Holm sagte, sie habe davon nichts gewusst.", ("Holm", "sagte", "sie habe davon nichts gewusst.")),
    ("de", "Laut dem Bericht ist der Damm undicht.", ("dem Bericht", "Laut", "ist der Damm undicht.")),
    ("de", "Dem Institut zufolge steigt der Pegel.", ("Dem Institut", "zufolge", "steigt der Pegel.")),
    ("de", "Holm hat am Montag gesagt, dass der Damm hält.", ("Holm", "gesagt", "dass der Damm hält.")),
    ("es", "La alcaldesa dijo que la presa es segura.", ("La alcaldesa", "dijo", "que la presa es segura.")),
    ("es", "«La presa es segura», dijo la alcaldesa.", ("la alcaldesa", "dijo", "«La presa es segura»")),
    ("es", "Según el informe, la presa es vieja.", ("el informe", "Según", "la presa es vieja.")),
    ("fr", "La maire a déclaré que le barrage est sûr.", ("La maire", "déclaré", "que le barrage est sûr.")),
    ("fr", "« Le barrage est sûr », a dit la maire.", ("la maire", "dit", "« Le barrage est sûr »")),
    ("fr", "D’après l’institut, le niveau monte.", ("l’institut", "D’après", "le niveau monte.")),
]


@pytest.mark.parametrize(("language", "sentence", "expected"), IN_OTHER_LANGUAGES)
def test_german_spanish_and_french_are_read_too(
    language: str, sentence: str, expected: tuple[str, str, str]
) -> None:
    assert expected in attributed(sentence, language)


@pytest.mark.parametrize("char", ["\u200b", "\u00ad", "\u202e", "\u2068", "\ufeff"])
def test_what_nobody_sees_parts_nothing(char: str) -> None:
    found = attributed(f"The mayor{char} said{char} that it {char}leaks.")
    assert [(source, cue) for source, cue, _ in found] == [("The mayor", "said")]


def test_an_unknown_language_is_read_as_english() -> None:
    sentence = "The mayor said that the dam was safe."
    assert attributed(sentence, "en-GB") == attributed(sentence, "xx") == attributed(sentence)


def test_contents_stay_within_their_sentence() -> None:
    text, sentences = cut('Lind said, "The dam leaks. | Nobody was told. | We will find out why."')
    found = find_attributions(text, sentences)
    for attribution in found:
        for part in attribution.content:
            assert any(s.start <= part.start and part.end <= s.end for s in sentences)
