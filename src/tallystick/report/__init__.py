"""Any result as a page, a workbook or tidy files."""

from tallystick.report.csvfiles import write_csv
from tallystick.report.page import write_html
from tallystick.report.plain import as_plain
from tallystick.report.workbook import write_xlsx

__all__ = ["as_plain", "write_csv", "write_html", "write_xlsx"]
