"""Two persons in official roles at the municipality of the tests, for those who try every address."""

from tests.people.test_persons import a_person, a_role

KEYS = frozenset({"person", "role", "pair"})


def planted() -> dict[str, tuple[object, ...]]:
    """The arguments of the addresses about persons: a person, a role and a pair."""
    first, second = a_person("Planteland"), a_person("Plantelund")
    role = a_role(first, "health_leader")
    a_role(second, "unit_leader")
    return {"person": (first.pk,), "role": (role.pk,), "pair": (first.pk, second.pk)}
