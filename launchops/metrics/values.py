"""Values of the sign-up traits, for filters."""

import ibis

from launchops.errors import UnknownName
from launchops.metrics.breakdown import TRAITS
from launchops.metrics.tables import FactTables


def trait_values(tables: FactTables, column: str) -> tuple[str, ...]:
    """Distinct values of channel, segment, platform or region, most users first, ties by name.

    Users without the trait are not a value. Raises UnknownName for any other column.
    """
    if column not in TRAITS:
        raise UnknownName("trait_unknown", name=column, known=list(TRAITS))
    users = tables.users.filter(tables.users[column] != "")
    counts = tables.run(users.group_by(value=users[column]).aggregate(users=ibis._.count()))
    ordered = sorted(zip(counts["value"], counts["users"], strict=True), key=lambda one: (-one[1], one[0]))
    return tuple(str(value) for value, _ in ordered)
