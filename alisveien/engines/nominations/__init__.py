"""Rows of a workbook in; faults, gate and keys out."""
