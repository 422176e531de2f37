"""The register of promised pounds: claims, the states of a claim, and a hash chain that shows any
later change."""
