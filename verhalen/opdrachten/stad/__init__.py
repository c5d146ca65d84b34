"""A synthetic town as files: iJw messages, tables, and the truth per indicator that the generator knows itself.

No Django here; the management command `maak_stad` is a thin shell around `generator.make_stad`.
"""
