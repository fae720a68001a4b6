"""English."""

from collections.abc import Iterator

from tasks.text.attribution.lexicon import Form, Frame, Lexicon, ReportingWord, frames, merged, words

_VERBS = {
    "quote that clause wh whether aside": "say",
    "quote that clause wh aside": "add",
    "quote that clause wh aside object": "explain",
    "quote that clause wh whether aside object": "confirm reveal disclose",
    "quote that clause aside": """
        claim argue insist admit acknowledge concede stress reply respond maintain assert allege contend
        complain joke quip counter retort reiterate boast brag testify swear tweet post predict remark
        proclaim vow promise pledge affirm warn caution conclude suggest speculate point""",
    "quote that clause aside object": """
        note state report announce declare deny estimate answer repeat lament write observe recall""",
    "quote that object": """
        comment emphasise emphasize underline underscore highlight mention clarify elaborate elucidate
        demand urge propose recommend advise protest attest certify hypothesise hypothesize postulate
        posit theorise theorize rule preach bemoan rejoice rant venture reaffirm reassert signal hint
        imply profess confess""",
    "quote object": """
        continue begin exclaim shout yell scream cry mutter murmur whisper sigh snap fume gush muse opine
        interject intone declaim thunder chant chime read enthuse summarise summarize sing demur disagree
        object""",
    "quote that clause wh whether addressee object": "tell inform remind notify assure reassure",
    "quote whether wh addressee object": "ask question query",
    "that clause addressee object": "convince persuade",
    "whether wh mental object": "wonder inquire enquire",
    "wh object": "describe discuss outline detail recount specify illustrate",
    "that clause mental aside": "think believe hope guess suppose assume presume reckon suspect figure feel",
    "that clause mental aside object": "wish bet trust",
    "that clause wh whether mental object": """
        know see remember forget realise realize recognise recognize notice discover
        decide determine imagine""",
    "that clause wh whether mental aside object": "hear learn find understand",
    "that clause mental object": """
        fear expect doubt worry regret dream foresee anticipate pretend sense accept""",
    "that mental object": "appreciate agree judge",
    "that clause object": "demonstrate prove guarantee",
    "that clause aside object": "show indicate forecast",
    "part object": """
        call describe dub label brand characterise characterize denounce condemn criticise criticize slam
        praise hail dismiss decry deplore refer term threaten reject""",
    "charge object": "accuse",
    "figure object": "put",
    "that object": "establish verify document illustrate evidence stipulate dictate decree",
}
_GERUND_TAKERS = words(
    "remember recall deny admit regret report confess acknowledge imagine suggest propose recommend mention"
)
_INFINITIVE_TAKERS = words("claim profess promise vow pledge threaten swear")
_IRREGULAR = {
    "say": "said",
    "put": "put",
    "tell": "told",
    "write": "wrote written",
    "think": "thought",
    "feel": "felt",
    "know": "knew known",
    "see": "saw seen",
    "understand": "understood",
    "forget": "forgot forgotten",
    "hear": "heard",
    "find": "found",
    "forecast": "forecast",
    "show": "showed shown",
    "swear": "swore sworn",
    "read": "read",
    "bet": "bet",
    "foresee": "foresaw foreseen",
    "begin": "began begun",
    "sing": "sang sung",
    "prove": "proved proven",
    "dream": "dreamed dreamt",
    "learn": "learned learnt",
}
_PARTICULAR = {
    "mean": ReportingWord(frames("that clause mental aside"), frozenset({Form.BASE, Form.FINITE})),
    "meant": ReportingWord(frames("that"), frozenset({Form.FINITE})),
}
"""Verbs of which not every form reports: "I mean that", but not "this means that"."""
_DOUBLING = words("put admit quip regret forget begin brag bet demur refer")
_NOUN_TOO = words(
    """
        notice trust regret claim state report note point post tweet promise pledge vow warning comment
        demand question query answer reply joke estimate rule hint sense worry fear hope guess doubt wish
        bet thought feeling figure find show sing cry shout yell scream whisper sigh dream detail document
        fume chant read object signal counter remark protest advise judge meaning finding saying writing
        ruling reading caution repeat outline evidence boast lament sense stress highlight view label brand
        term forecast""",
)
_NOUNS = words(
    """
        claim claims assertion statement statements belief view opinion assessment conclusion allegation
        allegations suggestion argument announcement warning warnings admission finding findings
        prediction estimate estimation accusation accusations contention insistence confirmation remark
        remarks comment comments promise pledge revelation acknowledgement acknowledgment assurance
        assurances complaint testimony denial denials declaration hypothesis impression feeling hope hopes
        fear fears concern concerns doubt doubts expectation conviction suspicion suspicions understanding
        clear idea indication indications theory"""
)
_SUPPORTS = words(
    """
        have has had having 've make makes made making express expresses expressed expressing give gives
        gave giving issue issues issued issuing raise raises raised raising voice voices voiced voicing
        repeat repeats repeated get gets got reach reaches reached came share shares shared show shows
        showed is are was were"""
)


def _regular(lemma: str) -> tuple[str, str, str]:
    """Third person, past and gerund of a regular verb."""
    stem = lemma
    if lemma in _DOUBLING:
        stem = lemma + lemma[-1]
    elif lemma.endswith("e") and not lemma.endswith("ee"):
        stem = lemma[:-1]
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    past = stem + "ed"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        third, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
    if lemma.endswith("ee"):
        past = lemma + "d"
    return third, past, stem + "ing"


def _forms(lemma: str) -> Iterator[tuple[str, Form]]:
    third, past, gerund = _regular(lemma)
    irregular = _IRREGULAR.get(lemma, past).split()
    yield lemma, Form.BASE
    yield lemma, Form.FINITE
    yield third, Form.FINITE
    yield irregular[0], Form.FINITE
    yield irregular[-1], Form.PARTICIPLE
    yield gerund, Form.GERUND


def _verbs() -> Iterator[tuple[str, ReportingWord]]:
    for names, lemmas in _VERBS.items():
        for lemma in lemmas.split():
            taken = frames(names)
            taken |= {Frame.GERUND} if lemma in _GERUND_TAKERS else frozenset()
            taken |= {Frame.INFINITIVE} if lemma in _INFINITIVE_TAKERS else frozenset()
            for spelling, form in _forms(lemma):
                noun = spelling in _NOUN_TOO or spelling.removesuffix("s") in _NOUN_TOO
                yield spelling, ReportingWord(taken, frozenset({form}), noun)
    yield from _PARTICULAR.items()


ENGLISH = Lexicon(
    verbs=merged(_verbs()),
    nouns=_NOUNS,
    supports=_SUPPORTS,
    adjectives={
        **dict.fromkeys(
            words("sure aware certain unsure uncertain"), frames("that clause wh whether mental")
        ),
        "like": frames("quote"),  # I was like, "…"
        **dict.fromkeys(words("confident convinced afraid positive glad"), frames("that clause mental")),
        **dict.fromkeys(
            words("adamant hopeful optimistic worried concerned doubtful sorry surprised unaware"),
            frames("that mental"),
        ),
    },
    quantifiers=words("least most"),
    approximators=words("about over under"),
    unsourced=words(
        "claims allegations accusations reports rumours rumors speculation suggestions fears warnings"
    ),
    view_openers=words("in"),
    views=words("view opinion words account assessment estimation judgment judgement"),
    according=(("according", "to"), ("as", "per"), ("in", "the", "words", "of"), ("in", "the", "view", "of")),
    quoted=words("quoted cited reported recorded paraphrased"),
    that=words("that"),
    whether=words("whether if"),
    wh=words("what why how who which where when"),
    persons_relatives=words("who"),
    relatives=words("who which that whom whose"),
    pronouns=words("i he she we they"),
    vague_pronouns=words("it you there everyone everybody someone somebody nobody anyone anybody"),
    first_persons=words("i we me us"),
    accusatives=words("me him us them"),
    articles=words("the a an no every my your her its our their such"),
    determiners=words("this these those some any each all both most many several few another other more his"),
    possessives=words("my your his her its our their"),
    as_if=words("like"),
    as_told=words("as like"),
    prepositions=words(
        """
            of for in at from on with to against by near behind under over about after before during since
            until between among through into within without across outside inside towards toward amid
            despite via upon regarding concerning following per like than alongside unlike"""
    ),
    conjunctive_prepositions=words("after before since until"),
    inner_prepositions=words("of for in at from with by on into about"),
    genitives=words("of for"),
    rates=words("at"),
    conjunctions=words("and or & nor so"),
    additions=words("and"),
    contrasts=words("but yet while whereas although though however"),
    conditionals=words("if because although though unless even while"),
    subordinators=words("because if when whenever as since unless until once where why how what whether"),
    be=words("am is are was were be been being 'm 're 's"),
    passive_openers=words("it there"),
    agents=words("by"),
    makers=words("by from"),
    auxiliaries=words(
        """
            am is are was were 'm 're 's has have had 've 'd do does did can could will would 'll shall
            should may might must cannot ca wo ai ought"""
    ),
    finites=words(
        """
            ate became began blew bought broke brought built came caught chose clung dealt drank drew drove
            dug fed fell felt fled flew fought froze gave got grew held hid hung keeps kept knew knows laid
            lay leads led left lent lost made makes meant meets met needs oversaw paid pays ran rang remains
            rode rose runs sang sank shrank slept sought split sprang stuck swam swore tore wept withdrew
            wore runs said sat saw says seems sees sent shook shot shut sold spent spoke
            stole stood struck takes taught tells thinks threw told took tries understood wants went wins
            woke won wrote comes gets gives goes happens helps brings believes becomes belongs begins
            stops lacks deserves requires exists expects hopes feels allows includes depends represents
            carries faces continues appears works lives"""
    ),
    finite_endings=("ed",),
    negations=words("n't not never no yes longer hardly"),
    adverbs=words(
        """
            above below also just long still even ever always often then now really soon once further
            again too late actually perhaps maybe meanwhile however moreover instead later earlier
            previously sometimes rather quite only almost already thus therefore otherwise together
            simply well though all both both, ever yet first out very please"""
    ),
    plural_endings=("s", "people", "children", "women", "men", "police"),
    singular_endings=("ss", "us", "is"),
    particles=words("out"),
    adverb_endings=("ly",),
    gerund_endings=("ing",),
    participle_endings=("ed",),
    chains=words(
        """
            want wants wanted wanting like liked love try tries trying tried going able have has had
            having need needs needed begin begins began continue continues continued used willing ready
            happy proud eager keen enough decided chose dare ought quick happened seem seems seemed appear
            appears appeared tend tends tended came come hastened glad about supposed got get let let's
            wish wishes wished hope hopes hoped went ca"""
    ),
    to=words("to"),
    times=words(
        """
            monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight
            overnight last next week month year morning afternoon evening night weekend recently
            afterwards afterward here there online"""
    ),
    titles=words(
        """
            mr mrs ms dr prof mr. mrs. ms. dr. prof. gen. sen. rep. gov. lt. col. capt. sgt. sir lord lady
            dame president premier chancellor minister secretary mayor governor senator professor doctor
            general colonel captain judge justice king queen prince princess pope bishop reverend spokesman
            spokeswoman spokesperson chairman chairwoman director coach ambassador commissioner chief
            representative congressman congresswoman"""
    ),
    group_nouns=words(
        """
            group institute institution organisation organization company firm agency ministry department
            office party committee commission council union association charity campaign government
            administration tank thinktank watchdog bank university newspaper paper magazine broadcaster
            network channel outlet site website team body foundation club league court regulator union
            police bloc faction"""
    ),
    institutions=words(
        """
            ministry department office party committee commission council government administration court
            police bank university campaign bloc faction"""
    ),
    companies=words("company firm"),
    document_nouns=words(
        """
            report statement study assessment document paper survey poll article letter memo analysis
            review release briefing update filing lawsuit complaint indictment bulletin dossier post tweet
            message"""
    ),
    definites=words("the this that"),
    own=words("my our"),
    resumptives=words(
        """
            claim charge allegation accusation assertion suggestion contention demand figure charges
            claims allegations accusations demands figures something"""
    ),
    he_or_she=words("he she his her"),
    it_or_they=words("it they its their"),
)
