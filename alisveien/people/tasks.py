"""The jobs of this area: tables nobody has read in."""

from alisveien.base.jobs import job
from alisveien.people.models import PersonFile
from alisveien.workbench.services import intake


@job("people.forget_file")
def forget_file(file_id: int) -> None:
    """Throw away a table that was sent seven days ago and never read in."""
    intake.forget_file(model=PersonFile, file_id=file_id)
