"""FORM: which councils should share which services, what it is worth to each, and a split that no
group of councils would leave.

trip          the use cases, for commands and any later site
plan          the councils' own data, read and checked; all other parts use it
partnerships  which councils should share, with a proof that the answer is the best
case          what each option is worth, to the group and to each council, and how certain that is
split         what each council pays by each rule, and whether a group would pay less alone
agreement     what an agreement does not regulate, and what leaving it costs
"""
