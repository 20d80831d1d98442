"""Lists, once: an area declares a register (``alisveien.base.registers``), ``list_page`` makes the page."""

from alisveien.workbench.pages import list_page

__all__ = ["list_page"]
