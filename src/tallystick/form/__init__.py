"""FORM: who should share what with whom, what it is worth to each, and a split nobody would leave.

trip          the use cases, for commands and any later site
plan          what councils say of themselves, read and checked: everything below starts from it
partnerships  who should share what with whom, the best answer proved
case          what each option is worth, to the group and to each council, and how surely
split         who pays what by which rule, and whether anybody would do better elsewhere
agreement     what an agreement leaves open, and what leaving it costs
"""
