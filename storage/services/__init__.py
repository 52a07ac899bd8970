"""The verbs of the domain. Each takes a session and never commits; the edge opens the transaction."""
