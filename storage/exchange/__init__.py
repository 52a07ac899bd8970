"""The directory's exchange with files: what the command line and the demo use of it.

``read_plan`` compares a CSV file with the store or refuses it with every problem at once, ``apply_plan``
writes a plan, ``export_people`` and ``export_names`` write what the import reads again without a change.
"""

from storage.exchange.apply import PlanOutdatedError, apply_plan
from storage.exchange.importing import read_plan
from storage.exchange.plan import Change, Entry, FieldChange, Plan
from storage.exchange.problems import Code, FileRefusedError, Problem
from storage.exchange.sentences import problem_text
from storage.exchange.writing import export_names, export_people

__all__ = [
    "Change",
    "Code",
    "Entry",
    "FieldChange",
    "FileRefusedError",
    "Plan",
    "PlanOutdatedError",
    "Problem",
    "apply_plan",
    "export_names",
    "export_people",
    "problem_text",
    "read_plan",
]
