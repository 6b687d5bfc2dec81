"""What everything is compared with: a bare window of the same size in a process that imports the same Qt modules."""

import importlib
import sys

from painting import Speck, memory, wait
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from reporting import report

for name in sys.argv[1:]:
    importlib.import_module(name)

app = QApplication(sys.argv[:1])
window = QMainWindow()
middle = QWidget()
window.setCentralWidget(middle)
window.resize(1366, 696)


def on_painted(moment: float) -> None:
    wait(300)
    report({"painted": moment, "memory": memory()})
    app.quit()


speck = Speck(middle, on_painted)
window.show()
app.exec()
