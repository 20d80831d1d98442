"""The jobs of this area: tables nobody has read in."""

from alisveien.base.jobs import job
from alisveien.enquiries.services import importing


@job("enquiries.forget_file")
def forget_file(file_id: int) -> None:
    """Throw away a table that was sent seven days ago and never read in."""
    importing.forget_file(file_id=file_id)
