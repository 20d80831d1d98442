"""No page takes the names the frame of every page uses, or the header would show what is the page's."""

import re
from pathlib import Path

import alisveien

FRAME = ("sections", "own_sections", "signed_in", "mandates", "demonstration")
CONFIG = Path(alisveien.__file__).parent / "config"


def test_no_context_of_a_page_has_a_name_of_the_frame() -> None:
    taken = re.compile(rf'^\s+"({"|".join(FRAME)})": ', re.MULTILINE)
    files = [path for path in CONFIG.parent.rglob("*.py") if CONFIG not in path.parents]
    assert {str(path): found for path in files if (found := taken.findall(path.read_text()))} == {}
