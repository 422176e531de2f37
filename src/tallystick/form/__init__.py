"""FORM: who should share what with whom, what it is worth to each, and a split nobody would leave.

plan          what councils say of themselves, read and checked: everything below starts from it
partnerships  who should share what with whom, the best answer proved
case          what each option is worth, to the group and to each council, and how surely
split         who pays what, to the penny, and whether anybody would do better elsewhere
agreement     what is agreed, what that leaves open, and what leaving costs
"""
