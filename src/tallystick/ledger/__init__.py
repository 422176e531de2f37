"""A body's own ledger, its posts and its volumes: columns with the line each cell is from.

tables    a CSV file or a workbook as columns of text, by what its header says
extract   ledger lines: day, cost centre, account, whole pence
volumes   how many units each council used, by period
posts     posts and pay by month and cost centre
"""
