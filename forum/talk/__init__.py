"""A conversation under anything: messages of a kind, one level of answers, following, marks."""
