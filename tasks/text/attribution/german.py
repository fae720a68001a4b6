"""German."""

from itertools import chain

from tasks.text.attribution.lexicon import Form, Lexicon, entries, frames, merged, words

_SPEECH = "quote that clause whether wh aside"
_VERBS = merged(
    chain(
        entries(
            _SPEECH,
            Form.FINITE,
            """
                sagt sagte sagten sage erklärt erklärte erklärten betont betonte betonten meint meinte
                meinten behauptet behauptete behaupteten berichtet berichtete berichteten schreibt schrieb
                schrieben erzählt erzählte erzählten antwortet antwortete antworteten ergänzt ergänzte
                ergänzten warnt warnte warnten kritisiert kritisierte kritisierten fordert forderte
                forderten bestätigt bestätigte bestätigten versichert versicherte versicherten bemerkt
                bemerkte äußert äußerte äußerten teilt teilte teilten kündigt kündigte kündigten räumt
                räumte räumten gibt gab gaben weist wies wiesen fügt fügte fügten hebt hob hoben
                unterstreicht unterstrich beklagt beklagte bekräftigt bekräftigte versprach verspricht
                prognostiziert prognostizierte vermutet vermutete mahnt mahnte twittert twitterte zitiert
                zitierte fragt fragte fragten ruft rief riefen nennt nannte lobt lobte""",
        ),
        entries(
            _SPEECH,
            Form.PARTICIPLE,
            """
                gesagt erklärt betont gemeint behauptet berichtet geschrieben erzählt geantwortet ergänzt
                gewarnt kritisiert gefordert bestätigt versichert bemerkt geäußert mitgeteilt angekündigt
                eingeräumt hinzugefügt hervorgehoben unterstrichen bekräftigt versprochen prognostiziert
                vermutet gefragt""",
        ),
        entries(
            "that clause whether wh mental aside",
            Form.FINITE,
            """
                glaubt glaubte glauben glaube denkt dachte denken denke hofft hoffte hoffen hoffe weiß
                wusste wissen findet fand finden finde sieht sah sehen fürchtet fürchtete fürchten
                erwartet erwartete erwarten zweifelt bezweifelt bezweifelte versteht verstand""",
        ),
        entries("quote", Form.FINITE, "so"),
    )
)

GERMAN = Lexicon(
    verbs=_VERBS,
    adjectives=dict.fromkeys(words("sicher überzeugt gewiss"), frames("that clause mental")),
    according=(
        ("laut",),
        ("nach", "angaben", "von"),
        ("nach", "angaben"),
        ("nach", "ansicht", "von"),
        ("nach", "einschätzung", "von"),
        ("nach", "ansicht"),
        ("nach", "einschätzung"),
        ("nach", "aussage"),
        ("nach", "aussagen"),
        ("nach", "worten"),
        ("nach", "informationen"),
        ("den", "angaben", "von"),
    ),
    quoted=words("zitiert"),
    postpositions=words("zufolge"),
    that=words("dass daß"),
    whether=words("ob"),
    wh=words("was wer wie warum weshalb wieso wo wann welche welcher welches wen wem"),
    relatives=words("welcher welche welches"),
    pronouns=words("ich er wir man"),
    vague_pronouns=words("sie es du ihr jemand niemand alle"),
    first_persons=words("ich wir mich mir uns"),
    accusatives=words("mich mir dich dir ihn ihm uns euch ihnen"),
    articles=words("der die das den dem des ein eine einer einem einen eines kein keine"),
    determiners=words("dieser diese dieses diesem diesen jeder jede jedes alle viele einige mehrere beide"),
    possessives=words(
        """
            mein meine meiner meinem meinen dein deine sein seine seiner seinem seinen ihre ihrer ihrem
            ihren unser unsere unserer euer eure"""
    ),
    as_if=frozenset(),
    as_told=words("wie"),
    prepositions=words(
        """
            in im an am auf aus bei beim mit nach von vom vor zu zum zur über unter gegen für durch um
            ohne seit während wegen trotz zwischen bis ab gegenüber hinter neben"""
    ),
    inner_prepositions=words("in im aus bei beim von vom für"),
    genitives=words("von vom der des für"),
    conjunctions=words("und oder sowie"),
    additions=words("und"),
    contrasts=words("aber doch jedoch sondern während"),
    subordinators=words("weil wenn als obwohl nachdem bevor da damit falls sobald solange indem ob dass daß"),
    conditionals=words("wenn"),
    be=words("werden wurde wurden wird worden"),
    passive_openers=words("es"),
    agents=words("von vom"),
    auxiliaries=words(
        """
            ist sind war waren sei seien wäre wären bin hat haben habe hatte hatten hätte hätten wird
            werden werde wurde wurden würde würden kann können könne könnte könnten konnte soll sollen
            solle sollte sollten muss müssen müsse müsste musste will wollen wolle wollte darf dürfen
            dürfe dürfte mag möchte gibt gebe"""
    ),
    finites=words(
        """
            kam kamen ging gingen stand standen lag lagen blieb bleibt bleibe geht gehe kommt komme steht
            stehe liegt liege macht mache führt führe hält halte starb starben fiel fielen nahm nahmen
            ließ begann traf"""
    ),
    finite_endings=("te", "ten"),
    plural_endings=("en", "er", "s"),
    negations=words("nicht nie niemals kein"),
    adverbs=words(
        """
            auch noch schon erst nur sehr wohl zudem außerdem weiter weiterhin ferner dabei daher deshalb
            jedoch allerdings bereits dann dort hier jetzt nun immer wieder zunächst später zuvor
            inzwischen mittlerweile schließlich ausdrücklich wörtlich mit hinzu an ein zurück heute
            gestern morgen hin fest"""
    ),
    adverb_endings=("lich",),
    gerund_endings=(),
    chains=frozenset(),
    to=frozenset({"zu"}),
    times=words(
        """
            montag dienstag mittwoch donnerstag freitag samstag sonntag heute gestern morgen vormittag
            nachmittag abend nacht"""
    ),
    titles=words(
        """
            hr. dr. prof. herr frau präsident präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin
            minister ministerin ministerpräsident ministerpräsidentin bürgermeister bürgermeisterin
            oberbürgermeister oberbürgermeisterin sprecher sprecherin professor professorin senator
            senatorin außenminister außenministerin innenminister innenministerin general könig königin
            papst"""
    ),
    title_endings=("chef", "chefin", "sprecher", "sprecherin", "minister", "ministerin", "präsidentin"),
    group_nouns=words(
        """
            gruppe organisation institut unternehmen firma behörde ministerium partei verein verband
            zeitung nachrichtenagentur agentur regierung polizei gewerkschaft stiftung universität gericht
            konzern"""
    ),
    institutions=words("ministerium partei behörde regierung polizei gewerkschaft universität gericht"),
    companies=words("unternehmen firma konzern"),
    document_nouns=words(
        "bericht studie erklärung mitteilung umfrage papier brief schreiben gutachten dokument"
    ),
    definites=words("der die das dem den diese dieser dieses"),
    own=words("mein meine unser unsere"),
    about_this=(("das",), ("dies",)),
    he_or_she=words("er sie"),
    it_or_they=words("es"),
    bare_after_comma=True,
)
