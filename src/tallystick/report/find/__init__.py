"""The findings of FIND: the report for the meeting, the workbook, plain tables and plain values."""
