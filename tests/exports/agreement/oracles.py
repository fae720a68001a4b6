"""Agreement coefficients by others; run in the oracles' environment.

Reads a list of tables, each a list of units, each a list of labels by rater
with null where one is missing. Prints a list of coefficients.
"""

import json
import sys

import krippendorff
import numpy as np
import pandas as pd
from irrCAC.raw import CAC


def coefficients(table: list[list[str | None]]) -> dict[str, float]:
    labels = sorted({label for unit in table for label in unit if label is not None})
    codes = [[np.nan if label is None else labels.index(label) for label in unit] for unit in table]
    others = CAC(pd.DataFrame(table), digits=15)
    return {
        "krippendorff_alpha": krippendorff.alpha(
            reliability_data=np.array(codes).T, level_of_measurement="nominal"
        ),
        "irrcac_alpha": others.krippendorff()["est"]["coefficient_value"],
        "fleiss_kappa": others.fleiss()["est"]["coefficient_value"],
        "gwet_ac1": others.gwet()["est"]["coefficient_value"],
        "randolph_kappa": others.bp()["est"]["coefficient_value"],
        "observed": others.fleiss()["est"]["pa"],
    }


json.dump([coefficients(table) for table in json.load(sys.stdin)], sys.stdout)
