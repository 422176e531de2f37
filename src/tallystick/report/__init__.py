"""Any result as a page, a workbook or tidy files."""

from tallystick.report.csvfiles import write_csv
from tallystick.report.page import write_html
from tallystick.report.workbook import write_xlsx

__all__ = ["write_csv", "write_html", "write_xlsx"]
