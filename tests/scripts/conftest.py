from tests.library.conftest import shelf

__all__ = ["shelf"]
