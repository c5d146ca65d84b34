"""Messages of the iJw standard (release 3.2, 3.0 and 3.1 read leniently): reading, writing, and their rows as tables.

No Django here. What comes in is hostile until read: see `xml` for what is refused.
"""
