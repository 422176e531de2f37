"""Who should share what with whom: groups costed and the best choice of them proved, for each
function and for all together."""
