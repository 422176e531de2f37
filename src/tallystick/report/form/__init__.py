"""The answers of FORM: what cabinet reads, workbooks, and plain values for programs."""
