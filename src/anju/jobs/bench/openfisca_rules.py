"""The same rule in openfisca-core, run as a program of its own beside ours.

``python -m anju.jobs.bench.openfisca_rules COLUMNS.npz ANSWERS.npz WAY`` reads a population,
decides it and prints the seconds spent on input and on calculation as JSON. ``WAY`` is
``calendar`` (half a year is added to every start, as one would write the formula) or ``cut_off``
(every start is compared with the one latest day that suffices).

It stands apart because openfisca-core is under the AGPL: nothing of ours links to it.
"""

import json
import sys
from time import perf_counter
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERSON = build_entity(key="person", plural="persons", label="", is_person=True)
INPUTS: dict[str, type] = {
    "starts_on": int,
    "hukou_unit": int,
    "residence_unit": int,
    "grounds": int,
    "stay_kind": int,
    "holds_permit": bool,
}
HALF_YEAR_MONTHS = 6
EPOCH = np.datetime64("1970-01-01").astype(int) - np.datetime64("0001-01-01").astype(int) + 1


def calendar(starts_on: Any, on: np.datetime64, _latest: int) -> Any:
    """Add half a year to every start by the calendar; complete the day after."""
    starts = (starts_on - EPOCH).astype("datetime64[D]")
    months = starts.astype("datetime64[M]")
    days = (starts - months).astype(int)
    last = (months + HALF_YEAR_MONTHS + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    same = (months + HALF_YEAR_MONTHS).astype("datetime64[D]") + days
    return np.minimum(same, last) < on


def cut_off(starts_on: Any, _on: np.datetime64, latest: int) -> Any:
    """Compare every start with the latest that suffices."""
    return starts_on <= latest


WAYS = {"calendar": calendar, "cut_off": cut_off}


def system(way: str, on: np.datetime64, latest: int) -> TaxBenefitSystem:
    """A country of one entity and one rule."""

    class half_year_complete(Variable):  # type: ignore[misc]  # noqa: N801
        value_type = bool
        entity = PERSON
        definition_period = DateUnit.DAY
        label = "half a year of residence is complete"

        def formula(person: Any, period: Any) -> Any:  # noqa: N805
            return WAYS[way](person("starts_on", period), on, latest)

    class may_apply(Variable):  # type: ignore[misc]  # noqa: N801
        value_type = bool
        entity = PERSON
        definition_period = DateUnit.DAY
        label = "may apply for a residence permit"

        def formula(person: Any, period: Any) -> Any:  # noqa: N805
            return (
                (person("stay_kind", period) == 0)
                & (person("hukou_unit", period) != person("residence_unit", period))
                & ~person("holds_permit", period)
                & (person("grounds", period) > 0)
                & person("half_year_complete", period)
            )

    rules = TaxBenefitSystem([PERSON])
    for name, kind in INPUTS.items():
        given = {
            "value_type": kind,
            "entity": PERSON,
            "definition_period": DateUnit.DAY,
            "label": name,
        }
        rules.add_variable(type(name, (Variable,), given))
    rules.add_variable(half_year_complete)
    rules.add_variable(may_apply)
    return rules


def main(columns_file: str, answers_file: str, way: str) -> None:
    """Decide the population of a file and write the answers to another."""
    columns = np.load(columns_file)
    on = np.datetime64(str(columns["on"]))
    rules = system(way, on, int(columns["latest"]))
    simulation = SimulationBuilder().build_default_simulation(rules, len(columns["starts_on"]))
    began = perf_counter()
    for name in INPUTS:
        simulation.set_input(name, str(on), columns[name])
    given = perf_counter()
    answers = simulation.calculate("may_apply", str(on))
    done = perf_counter()
    np.save(answers_file, answers)
    print(json.dumps({"input": given - began, "calculation": done - given}))


if __name__ == "__main__":
    main(*sys.argv[1:])
