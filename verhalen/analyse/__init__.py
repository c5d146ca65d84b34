"""Counting, without Django, clock or files: frames and values go in, frames and values come out.

Nothing here knows where a figure is stored or shown. Columns are named in `kolommen`; the shape of every
frame that comes in is checked once, by `schema.check`.
"""
