"""Sheets that take a formula as it is: what XlsxWriter looks for in each of them takes three quarters of making a workbook."""

from xlsxwriter.worksheet import Worksheet

__all__ = ["PlainSheet"]


class PlainSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet whose formulas name functions of Excel 2007 only, so that none needs the prefix of later ones."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")
