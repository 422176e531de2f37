"""A flat table as a file for other programs, with a Frictionless descriptor beside it.

export   the use case: one table, one file, one descriptor
writers  one function for each form: parquet, csv, sqlite, xlsx
package  the descriptor: columns, licence, who published what
tally    what was written: rows, pence, publishers
"""
