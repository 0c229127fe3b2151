"""A brief in the browser, made anew whenever a file of its workspace changes.

`watch` notices changes, `workshop` makes briefs and keeps the last good ones, `page` is the frame
around a brief with what is wrong with it, `server` answers the browser and nobody else.
"""
