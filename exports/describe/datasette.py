"""``metadata.json``: what Datasette shows about ``dataset.db``.

Source: https://docs.datasette.io/en/stable/metadata.html
"""

from typing import Any

from exports.describe.facts import Facts


def datasette_metadata(facts: Facts) -> dict[str, Any]:
    terms = facts.particulars.terms
    return {
        "title": f"{facts.title} {facts.version}",
        "license": terms.title,
        **({"license_url": terms.url} if terms.url else {}),
        **({"source": facts.particulars.publisher} if facts.particulars.publisher else {}),
        "databases": {
            "dataset": {
                "tables": {
                    table.name: {
                        "description": table.about,
                        "columns": {column.name: column.means.text for column in table.columns},
                    }
                    for table in facts.tables
                }
            }
        },
    }
