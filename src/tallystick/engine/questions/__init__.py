"""All that the rooms ask of a store, by what is asked.

A question is a pure function that gives one Ibis expression; beside it stand the row of its answer
and the function that asks a store for it. Whatever holds the tables of tables.py may answer: DuckDB
in a store, Spark beyond one machine, and in plain Python tests/engine/oracle.py.

placed        what is worked out once a line: the months of files, small payments
meaning       what each wording was found to be
spending      months, coverage and the sums that FIND reasons over
words         the texts beside payments, and what was paid under them
evidence      the largest lines behind a sum
published     path and day of lines, from the files that hold them
monthly       the monthly sums of PROVE
quality       lines that stand twice
pages         sums and lines of any cut, for local pages
spellings     what matching is given
combinations  what classifying is given, and what of it is doubtful
flat          every payment that counts in one table, for other programs
kept          what earlier runs and reviewers left
"""
