"""Spanish."""

from itertools import chain

from tasks.text.attribution.lexicon import Form, Lexicon, entries, frames, merged, words

_SPEECH = "quote that whether wh aside"
_VERBS = merged(
    chain(
        entries(
            _SPEECH,
            Form.FINITE,
            """
                dice dijo dicen dijeron digo afirma afirmó afirman afirmaron explica explicó explican
                explicaron asegura aseguró aseguran aseguraron señala señaló señalan señalaron indica
                indicó indican indicaron declara declaró declararon anuncia anunció anunciaron añade
                añadió añadieron agrega agregó agregaron sostiene sostuvo sostienen sostuvieron insiste
                insistió advierte advirtió advirtieron admite admitió reconoce reconoció niega negó
                confirma confirmó confirmaron informa informó informaron comenta comentó escribe escribió
                responde respondió pregunta preguntó relata relató destaca destacó subraya subrayó
                recuerda recordó manifiesta manifestó apunta apuntó denuncia denunció denunciaron promete
                prometió reitera reiteró revela reveló concluye concluyó cuenta contó precisa precisó
                expresa expresó cree creyó alega alegó argumenta argumentó matiza matizó
                exige exigió pide pidió""",
        ),
        entries("charge object", Form.FINITE, "acusa acusó acusan acusaron"),
        entries(
            _SPEECH,
            Form.PARTICIPLE,
            "dicho afirmado explicado asegurado señalado declarado anunciado añadido",
        ),
        entries(
            _SPEECH,
            Form.GERUND,
            "diciendo afirmando explicando asegurando señalando indicando añadiendo agregando insistiendo",
        ),
        entries(
            "that whether wh mental aside",
            Form.FINITE,
            """
                creo creen creemos piensa piensan pienso pensó opina opinó opinan espera esperan espero
                esperaba teme temen sabe saben sé sabía considera consideran consideró supone duda dudan""",
        ),
    )
)

SPANISH = Lexicon(
    verbs=_VERBS,
    adjectives=dict.fromkeys(words("seguro segura seguros convencido convencida"), frames("that mental")),
    according=(("según",), ("de", "acuerdo", "con"), ("a", "juicio", "de"), ("en", "palabras", "de")),
    quoted=words("citado citada"),
    that=words("que"),
    whether=words("si"),
    wh=words("qué quién quiénes cómo dónde cuándo cuánto cuánta cuál"),
    relatives=words("que quien quienes cual"),
    pronouns=words("yo él ella nosotros ellos ellas"),
    vague_pronouns=words("usted ustedes tú esto eso nadie alguien"),
    first_persons=words("yo nosotros nosotras me nos"),
    accusatives=words("me te lo le les nos"),
    articles=words("el la los las un una del al"),
    determiners=words(
        """
            unos unas este esta estos estas ese esa esos esas todo toda todos todas muchos algunos varios"""
    ),
    possessives=words("mi mis su sus nuestro nuestra nuestros nuestras tu tus"),
    as_if=frozenset(),
    as_told=words("como"),
    prepositions=words(
        """
            a ante bajo con contra de del desde durante en entre hacia hasta mediante para por según sin
            sobre tras al"""
    ),
    inner_prepositions=words("de del en para con"),
    genitives=words("de del para"),
    conjunctions=words("y e o u ni"),
    additions=words("y e"),
    contrasts=words("pero aunque mientras sino"),
    subordinators=words("porque cuando si donde como pues"),
    conditionals=words("si"),
    be=words("fue fueron ser sido es son era eran"),
    passive_openers=frozenset(),
    agents=words("por"),
    auxiliaries=words(
        """
            es son era eran fue fueron será serán sea ha han había habían habrá está están estaba estaban
            estará puede pueden podría podrá debe deben debería tiene tienen tenía tendrá va van iba hay
            hubo haya"""
    ),
    finites=words("hace hizo hicieron quiere quieren dio dieron vive viven sigue siguen llega llegan"),
    finite_endings=("ó", "aron", "ieron", "aba", "aban", "ían", "rá", "rán", "ría"),
    plural_endings=("s",),
    negations=words("no nunca jamás tampoco"),
    adverbs=words(
        """
            también además ayer hoy ya aún todavía así luego después antes entonces ahora siempre casi muy"""
    ),
    adverb_endings=("mente",),
    gerund_endings=("ando", "iendo"),
    participle_endings=("ado", "ada", "ados", "adas"),
    chains=frozenset(),
    to=frozenset(),
    times=words("lunes martes miércoles jueves viernes sábado domingo ayer hoy mañana tarde noche"),
    titles=words(
        """
            señor señora don doña presidente presidenta ministro ministra alcalde alcaldesa portavoz
            secretario secretaria diputado diputada doctor doctora profesor profesora senador senadora
            gobernador gobernadora general rey reina papa director directora"""
    ),
    group_nouns=words(
        """
            grupo organización instituto empresa compañía agencia ministerio partido asociación periódico
            diario gobierno policía sindicato fundación universidad tribunal comisión"""
    ),
    institutions=words("ministerio partido gobierno policía sindicato universidad tribunal comisión"),
    companies=words("empresa compañía"),
    document_nouns=words("informe estudio comunicado documento encuesta carta artículo texto nota"),
    definites=words("el la los las este esta"),
    own=words("mi mis nuestro nuestra"),
    he_or_she=words("él ella"),
    it_or_they=words("ellos ellas"),
    addressing=words("a al"),
)
