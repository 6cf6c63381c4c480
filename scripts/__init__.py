"""The commands of developers and operators."""
