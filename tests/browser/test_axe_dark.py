"""Every page is accessible in dark colours, on a phone and on a screen."""

import pytest

from tests.browser.axe import assert_accessible
from tests.browser.conftest import Open
from tests.browser.pages import PAGES, WIDTHS, Seen


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("seen", PAGES, ids=[seen.name for seen in PAGES])
def test_axe_finds_nothing(open_page: Open, seen: Seen, width: int) -> None:
    assert_accessible(open_page, seen, width=width, scheme="dark")
