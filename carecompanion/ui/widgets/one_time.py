"""A dialog that is shown once and then taken away by Qt.

Left to Python it would go whenever its last reference does: in the middle of the end of one of its own children, for
example, which it then takes away a second time. That was a crash at the next page.
"""

from PySide6.QtWidgets import QDialog


class OneTimeDialog(QDialog):
    """Ask it with `exec`; what it knows can be read until the next event."""

    def exec(self) -> int:
        try:
            return super().exec()
        finally:
            self.deleteLater()
