"""Who is one supplier: identifiers, the evidence of all pairs, clusters, groups of companies."""
