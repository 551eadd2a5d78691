"""What every part stands on: configuration, database, web answers, words, time."""
