"""Any result as a page, a paper for Word or PDF, a workbook or tidy files."""
