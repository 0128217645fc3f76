"""The report of everything wrong with a file, as a table that spreadsheets open."""

import codecs
import csv
import io
from collections.abc import Sequence

from dutydesk.stores.card_imports import Fault


def report(faults: Sequence[Fault], found: int) -> bytes:
    """Write the faults as CSV: UTF-8 with byte order mark, CRLF; a last line says how many more there are.

    It holds our own words and column names only, so no cell of it can be a formula.
    """
    written = io.StringIO(newline="")
    table = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(["line", "column", "message"])
    table.writerows([fault.line, fault.column, fault.message] for fault in faults)
    if found > len(faults):
        table.writerow(["", "", f"và {found - len(faults)} lỗi khác / and {found - len(faults)} more faults"])
    return codecs.BOM_UTF8 + written.getvalue().encode()
