"""PROOF: what an author is told about words. Only the checker comes here, and late; the running program never does."""
