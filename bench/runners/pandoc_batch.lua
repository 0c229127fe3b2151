-- Many briefs in one process: pandoc lua pandoc_batch.lua FORMAT OUT LIST
-- FORMAT is docx or typst; LIST is a file that names a Markdown file a line.
local format, out = arg[1], arg[2]
local options = pandoc.WriterOptions {}
if format == "typst" then
  options.template = pandoc.template.compile(pandoc.template.default("typst"))
end
for path in io.lines(arg[3]) do
  local source = assert(io.open(path, "rb"))
  local brief = pandoc.read(source:read("a"), "markdown")
  source:close()
  local name = pandoc.path.split_extension(pandoc.path.filename(path))
  local written = assert(io.open(pandoc.path.join { out, name .. "." .. format }, "wb"))
  written:write(pandoc.write(brief, format, options))
  written:close()
end
