"""Keeps each promise of the contract: tag = module, operationId = function."""
