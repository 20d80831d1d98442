"""The jobs of this area: tables nobody has read in."""

from alisveien.base.jobs import job
from alisveien.enquiries.models import EnquiryFile
from alisveien.workbench.services import intake


@job("enquiries.forget_file")
def forget_file(file_id: int) -> None:
    """Throw away a table that was sent seven days ago and never read in."""
    intake.forget_file(model=EnquiryFile, file_id=file_id)
