"""Several operations of a migration done as one, so that the models are drawn up once and not once for each.

Django draws up every model anew that has to do with the one an operation changes. With a hundred and fifty models that
hang together, and three operations for the triggers of each, it took minutes to make an empty database.
"""

from collections.abc import Sequence
from typing import Any

from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Together(Operation):
    """Does ``operations`` in one step. A table is made whole, so what they add to a new model is in it already.

    They must be of one area and change the tables only: no Python and no SQL that reads what those before have made.
    """

    reversible = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations
        self.made = {one.name.lower() for one in operations if isinstance(one, CreateModel)}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The state after all of them, with no model drawn up on the way."""
        state.clear_delayed_apps_cache()
        state.__dict__.pop("apps", None)
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Make the tables as they are at the end."""
        for one in self.operations:
            if not self._is_in_the_table(one):
                one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take all of it back."""
        for one in reversed(self.operations):
            if not self._is_in_the_table(one):
                one.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What is done, for the one who migrates."""
        return f"{len(self.operations)} operations together"

    def _is_in_the_table(self, one: Operation) -> bool:
        """Whether a table that is made whole has it already."""
        return isinstance(one, AddField | AddConstraint | AddIndex) and one.model_name.lower() in self.made
