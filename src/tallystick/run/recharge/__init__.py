"""A period's bill from an agreement, a ledger and volumes: exact, to the penny, and rebuilt by
anyone from the same files.

agreement_file   AGREEMENT.yml, each mistake with file, line and field
segments         the parts of a period in which one version of the agreement holds
drawing          ledger lines drawn into pools
drivers          what each council used, by driver
steps            pools that feed pools, solved exactly
charging         pools shared out among councils
pence            exact amounts made whole
bill             the run as a value, with the lines that each charge rests on
plain            the run as JSON
journals         the two sides' journals, which mirror each other
compare          the difference between two runs, by cause
audit            a sample by monetary unit
trip             the use cases
"""
