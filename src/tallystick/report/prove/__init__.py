"""The answers of PROVE: a verdict, the register of claims and an evidence pack, as papers and
workbooks."""
