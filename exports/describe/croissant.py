"""``croissant.json``: the Parquet files by MLCommons Croissant 1.1, with the RAI vocabulary.

Sources: https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html and
croissant-rai-spec.html.
"""

from typing import Any

from exports.columns import Column, Format, Table
from exports.describe.citation import about, citation, reference
from exports.describe.facts import Facts

_TYPES = {str: "sc:Text", int: "sc:Integer", float: "sc:Float", bool: "sc:Boolean"}
_FORMATS = {Format.DATE: "sc:Date", Format.DATETIME: "sc:DateTime", Format.URL: "sc:Text"}

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def croissant(facts: Facts) -> dict[str, Any]:
    terms, rows_of = facts.particulars.terms, facts.census.rows_of
    described: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"],
        "name": facts.name,
        "description": facts.particulars.about or about(rows_of("claims"), rows_of("articles")),
        "version": facts.version,
        "datePublished": facts.day,
        "creator": [{"@type": "sc:Organization", "name": name} for name in facts.particulars.authors],
        **_publisher(facts),
        "license": terms.url or terms.title,
        "url": facts.particulars.homepage or f"urn:annotator:{facts.name}",
        "citeAs": reference(citation(facts)),
        "inLanguage": sorted(facts.census.languages),
        **_responsible(facts),
        "distribution": [_file_set(table) for table in facts.tables],
        "recordSet": [_record_set(table) for table in facts.tables],
    }
    return described


def _publisher(facts: Facts) -> dict[str, Any]:
    name = facts.particulars.publisher
    return {"publisher": {"@type": "sc:Organization", "name": name}} if name else {}


def _responsible(facts: Facts) -> dict[str, Any]:
    """The RAI properties, from what is known."""
    alpha = facts.agreement.answers.krippendorff_alpha
    value = f"undefined, {alpha.undefined}" if alpha.value is None else str(alpha.value)
    agreed = f"Krippendorff's alpha among all answers: {value}."
    said = facts.particulars
    return {
        "rai:dataCollection": _joined("Sentences of published news articles.", said.collection),
        "rai:dataAnnotationProtocol": _joined(
            "Checkers judged each sentence or marked the claims in it: verified, disputed, unverifiable, or "
            "no checkable claim. The meanings are in manifest.json.",
            said.guidelines,
        ),
        "rai:dataAnnotationPlatform": ["Label Studio", f"Annotator {facts.annotator_version}"],
        **_models(facts),
        "rai:annotationsPerItem": "One or more; see n_annotations in claims.",
        "rai:dataAnnotationAnalysis": [agreed, "See agreement.json."],
        "rai:annotatorDemographics": [
            f"{facts.checkers} checkers, under pseudonyms; nothing else is recorded."
        ],
        "rai:personalSensitiveInformation": [
            "Claims may name people in the news. Checkers' names, e-mail addresses, telephone numbers and "
            "keys were taken out of what checkers and editors typed."
        ],
        "rai:dataLimitations": [said.known_gaps or "None were stated by the publisher."],
        "rai:dataUseCases": [
            "Training and testing of claim verification",
            "Study of disagreement",
            *([said.uses] if said.uses else []),
        ],
        "rai:dataReleaseMaintenancePlan": _joined(
            "Releases never change; corrections come as new versions.", said.upkeep
        ),
    }


def _models(facts: Facts) -> dict[str, Any]:
    tools = [f"{model.method} by {model.software}: see aggregations" for model in facts.aggregations]
    return {"rai:machineAnnotationTools": tools} if tools else {}


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _file_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:FileSet",
        "@id": f"{table.name}-files",
        "description": f"Parquet files of {table.name}, by split.",
        "encodingFormat": "application/x-parquet",
        "includes": f"data/{table.name}/*.parquet",
    }


def _record_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.about,
        "key": [{"@id": f"{table.name}/{column}"} for column in table.key],
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.means.text,
        "dataType": _FORMATS[column.means.format] if column.means.format else _TYPES[column.type],
        "source": {"fileSet": {"@id": f"{table.name}-files"}, "extract": {"column": column.name}},
    }
