"""The contract's data types: `models` is written by the generator; this base is the only line by hand."""

import msgspec


class Model(msgspec.Struct, kw_only=True, gc=False):
    """Base of the generated models. They type; the spec itself validates.

    `gc=False`: models hold JSON-like trees, which cannot form reference cycles.
    """
