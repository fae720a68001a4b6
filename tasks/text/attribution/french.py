"""French."""

from itertools import chain

from tasks.text.attribution.lexicon import Form, Lexicon, entries, frames, merged, words

_SPEECH = "quote that whether wh aside"
_VERBS = merged(
    chain(
        entries(
            _SPEECH,
            Form.FINITE,
            """
                dit disent disait affirme affirment affirmait explique expliquent expliquait assure
                assurent déclare déclarent indique indiquent annonce annoncent ajoute ajoutent souligne
                soulignent estime estiment précise précisent rappelle rappellent insiste insistent
                prévient avertit admet admettent reconnaît reconnaissent nie nient confirme confirment
                rapporte rapportent raconte racontent écrit écrivent répond répondent demande demandent
                soutient soutiennent prétend prétendent note notent révèle révèlent promet promettent
                réitère dénonce dénoncent conclut regrette regrettent martèle lance poursuit observe
                observent commente juge jugent""",
        ),
        entries("charge object", Form.FINITE, "accuse accusent accusait"),
        entries("charge object", Form.PARTICIPLE, "accusé"),
        entries("infinitive", Form.FINITE, "affirme affirment assure assurent dit disent nie nient prétend"),
        entries("infinitive", Form.PARTICIPLE, "affirmé assuré dit nié"),
        entries(
            _SPEECH,
            Form.PARTICIPLE,
            """
                dit affirmé expliqué assuré déclaré indiqué annoncé ajouté souligné estimé précisé rappelé
                insisté prévenu averti admis reconnu nié confirmé rapporté raconté écrit répondu demandé
                soutenu noté révélé promis réitéré dénoncé conclu regretté martelé lancé poursuivi
                commenté jugé""",
        ),
        entries(
            _SPEECH,
            Form.GERUND,
            """
                disant affirmant expliquant assurant déclarant indiquant ajoutant soulignant précisant
                rappelant""",
        ),
        entries(
            "that whether wh mental aside",
            Form.FINITE,
            """
                crois croit croient pense pensent penses espère espèrent craint craignent sait savent sais
                considère considèrent suppose doute doutent""",
        ),
    )
)

FRENCH = Lexicon(
    verbs=_VERBS,
    adjectives=dict.fromkeys(words("sûr sûre certain certaine convaincu convaincue"), frames("that mental")),
    according=(("selon",), ("d'", "après"), ("aux", "yeux", "de"), ("à", "en", "croire")),
    quoted=words("cité citée"),
    that=words("que qu'"),
    whether=words("si s'"),
    wh=words("pourquoi comment où quand combien"),
    relatives=words("qui que dont lequel laquelle"),
    pronouns=words("je j' il elle nous on ils elles a-t-il a-t-elle ont-ils dit-il dit-elle"),
    vague_pronouns=words("vous tu cela ça c' ce personne"),
    first_persons=words("je j' nous me moi"),
    accusatives=words("me te le les lui leur m' t' l'"),
    articles=words("le la les l' un une des du au aux d'"),
    determiners=words("ce cet cette ces tout toute tous toutes plusieurs certains quelques chaque"),
    possessives=words("mon ma mes son sa ses notre nos votre vos leur leurs ton ta tes"),
    as_if=frozenset(),
    as_told=words("comme"),
    prepositions=words(
        """
            à de du des dans en par pour avec sans sur sous contre entre vers chez depuis pendant lors au
            aux d'"""
    ),
    inner_prepositions=words("de du des d' en à pour"),
    genitives=words("de du des d' pour"),
    conjunctions=words("et ou ni"),
    additions=words("et"),
    contrasts=words("mais tandis alors"),
    subordinators=words("parce puisque lorsque quand si comme"),
    conditionals=words("si"),
    be=words("été être"),
    passive_openers=frozenset(),
    agents=words("par"),
    auxiliaries=words(
        """
            est sont était étaient sera seront serait soit fut furent a ont avait avaient aura auront
            aurait ait peut peuvent pourrait pourra doit doivent devrait va vont allait faut fait font ai
            suis n'est"""
    ),
    finites=words("veut veulent prend vient viennent reste restent permet vit vivent met tient"),
    finite_endings=("ait", "aient", "èrent", "ront"),
    plural_endings=("s", "x"),
    negations=words("ne n' pas jamais plus"),
    adverbs=words("aussi encore déjà hier ainsi ensuite puis alors toujours enfin également notamment très"),
    adverb_endings=("ment",),
    gerund_endings=("ant",),
    participle_endings=("é", "ée", "és", "ées"),
    chains=frozenset(),
    to=words("avoir être"),
    times=words("lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui matin soir"),
    titles=words(
        """
            m. mme monsieur madame président présidente ministre maire porte-parole secrétaire député
            députée docteur professeur sénateur sénatrice gouverneur général roi reine pape directeur
            directrice"""
    ),
    group_nouns=words(
        """
            groupe organisation institut entreprise société agence ministère parti association journal
            quotidien gouvernement police syndicat fondation université tribunal commission"""
    ),
    institutions=words("ministère parti gouvernement police syndicat université tribunal commission"),
    companies=words("entreprise société"),
    document_nouns=words("rapport étude communiqué document sondage lettre article texte enquête"),
    definites=words("le la les l' ce cette"),
    own=words("mon ma mes notre nos"),
    he_or_she=words("il elle a-t-il a-t-elle dit-il dit-elle"),
    it_or_they=words("ils elles"),
    addressing=words("à au aux"),
    elision=True,
)
