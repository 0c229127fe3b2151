"""Word files that come from outside: opened, looked through, changed and packed again.

The writer of briefs (`writers/docx`) makes files; what is here reads them, our own and those
that Word or LibreOffice saved, for redlines and for the comments of reviewers.
"""
