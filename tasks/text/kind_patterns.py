"""The wordings by which disclaimers, captions, thanks and opinions are known."""

import re

DISCLAIMER_LABEL = re.compile(
    r"\W*(?:disclaimer|editor['’]s note|haftungsausschluss|anmerkung der redaktion|aviso legal|"
    r"descargo de responsabilidad|avertissement|note de la rédaction)\s*[:.—–-]",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"\b(?:(?:cannot|can['’]t|could not|couldn['’]t|unable to|not been able to|have not|has not)\b[^.;]{0,60}"
    r"\bindependently (?:verif|confirm|authenticat)"
    r"|(?:neither|none)\b[^.;]{0,60} could be independently (?:verif|confirm|authenticat)"
    r"|independent(?:ly)? (?:verification|verified|confirmed)\b[^.;]{0,40}\bnot (?:possible|available)\b"
    r"|claims and counter-?claims\b"
    r"|(?:takes?|taking) (?:the )?(?:utmost|every|great) care\b"
    r"|(?:this|the) (?:article|story|report|copy|text|content|post) (?:was|is|has been|may have been) "
    r"(?:auto-?|automatically |machine |originally |first |partly |partially )?"
    r"(?:generated|translated|syndicated|sponsored|published (?:in|on|by)|produced (?:by|in partnership)|"
    r"written by (?:ai|a machine)|not been edited)"
    r"|has not been edited by\b"
    r"|(?:views|opinions) expressed\b[^.;]{0,60}\b(?:are|do not|belong)\b"
    r"|for (?:general )?information(?:al)? purposes only\b"
    r"|does not constitute\b[^.;]{0,40}\badvice\b"
    r"|this is a (?:developing|breaking)(?: news)? story\b"
    r"|all rights reserved\b"
    r"|^\W*(?:an )?(?:earlier|previous|original) version of (?:this|the) (?:article|story|report|headline)\b"
    r"|(?:this|the) (?:article|story|report) (?:was|has been|is being) "
    r"(?:amended|updated|corrected|edited|revised|modified)\b"
    r"|\bcontributed to (?:this|the) (?:report|story|article)\b"
    r"|(?:konnten?|können|lie(?:ß|ss)(?:en)?|lassen|lässt)\b[^.;]{0,40}\b(?:nicht|kaum) "
    r"(?:unabhängig|von unabhängiger seite) (?:über|be|veri|prüf)"
    r"|(?:no (?:ha|han|pudo|pudieron)|sin) [^.;]{0,30}verificar[^.;]{0,30}independiente"
    r"|pas pu [^.;]{0,30}vérifi[^.;]{0,30}indépendante"
    r"|(?:не (?:може|можуть|змогл[аои]|вдалося|мають змоги)|неможливо)\b[^.;]{0,40}незалежн[^.;]{0,40}"
    r"(?:перевір|підтверд|верифік)"
    r"|(?:не (?:может|могут|смогл[аои]|удалось)|невозможно)\b[^.;]{0,40}независим[^.;]{0,40}"
    r"(?:провер|подтверд|верифиц))"
    r"|^\W*©|^\W*copyright \d{4}"
    r"|^\W*(?:additional |further )?(?:reporting|writing|editing) by (?-i:[A-Z])"
    r"|^\W*\((?:adds|updates|recasts|corrects|refiles|removes|rewrites|changes)\b[^()]*\)$"
    r"|^\W*our standards: ",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"\W*(?:(?:image|photo|picture|video|graphic|illustration|foto|bild|imagen|crédit|credit|caption)s?"
    r"(?: (?:credit|courtesy|source|by|caption))?s? ?[:/]"
    r"|(?:file|archive|stock|representative|undated) (?:photo|picture|image|foto)"
    r"|(?:photo|image) (?:by|courtesy)\b)"
    r"|.{0,200}\((?:file )?(?:photo|image|picture)(?::| by| credit| courtesy)"
    r"|.{0,200}\b(?:from file|getty images|afp via getty)\W*$"
    r"|.{0,200}\b(?:file (?:photo|picture|image))\W*$",
    re.IGNORECASE | re.DOTALL,
)
THANKS = re.compile(
    r"\b(?:thank(?:ed|ing|ful)?|thanks\b(?! to\b)|grateful|gratitude|congratulat\w+"
    r"|(?:i|we) (?:wish|hope|pray|look forward)"
    r"|condolences|best wishes|happy birthday|long live|god bless"
    r"|danke|dankt|dankte|dankbar|glückwunsch|gratulier\w+|wir hoffen|ich hoffe"
    r"|gracias|agradec\w+|enhorabuena|felicit\w+|ojalá"
    r"|merci|remerci\w+|félicit\w+|condoléances)\b",
    re.IGNORECASE,
)
OPINION = re.compile(
    r"\W*(?:\w+,? ){0,3}(?:(?:in (?:my|our) (?:opinion|view)|to my mind|if you ask me)\b"
    r"|(?:i|we) (?:\w+ )?(?:think|believe|feel|guess|suppose|love|like|prefer|hate|am sure|are sure)\b"
    r"|(?:meiner meinung nach|ich (?:glaube|denke|finde)|en mi opinión|creo que)\b"
    r"|(?:à mon avis|je (?:pense|crois) que)\b)",
    re.IGNORECASE,
)
