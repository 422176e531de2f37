"""What partners have agreed or promised: the values in which FORM, RUN and PROVE meet.

partnership    the councils that share, and how they came to
agreement      an inter-authority agreement: dated versions, services, what a leaver pays
pools          how a ledger becomes a bill: pools of cost, and which lines belong to each
basis          what a bill is in proportion to: shares of a driver, a two-part tariff
billing        a period's shares: the tolerance, changes within the period, the true-up
track_record   what closed partnerships delivered of what they promised, and its CSV table

A stage gets these values from its caller and gives them back; the stages do not import each other.
"""

from tallystick.sharing.partnership import Formation, Partnership

__all__ = ["Formation", "Partnership"]
