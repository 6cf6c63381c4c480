"""The same few operations, written with each framework the way its own documentation writes them."""
