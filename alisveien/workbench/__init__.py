"""Lists, once: an area declares a register (``alisveien.base.registers``), ``pages.list_page`` makes the page.

Nothing is imported here, so that the command line can use ``sheets`` without the pages.
"""
