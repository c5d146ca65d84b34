"""Log records without content: an exception's message or arguments may quote a story."""

from __future__ import annotations

import logging


class ZonderInhoud(logging.Filter):
    """Replace the traceback by the kind of error and the place in our code where it arose."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0] is not None:
            record.msg = f"{record.getMessage()} [{record.exc_info[0].__name__} {_place(record)}]"
            record.args = None
        record.exc_info = None
        record.exc_text = None
        return True


def _place(record: logging.LogRecord) -> str:
    trace = record.exc_info[2] if record.exc_info else None
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace is not None else "?"
