"""A brief that someone received: is it what was built, and do its quotes stand in their sources?

    pdf_syntax, pdf_file, pdf_content, pdf_reading   a PDF's objects, its file, its pages, all of it
    docx_reading, html_reading                       a DOCX, a page
    received     what was read, whatever the format
    comparison   what differs, and in which words
    quotes       the quotes against their sources
    workshop     the brief made again from its workspace
    verdict      all of it together

The readers share no code with the writers, and none of them trusts a file: everything is read
within bounds (`limits`), and what cannot be read is said, never guessed.
"""
