-- Opens the draft, attaches Neovim's client to `foilint lsp`, and looks at what
-- a person would see. SPDX-License-Identifier: MIT
local RULE = 'pit-no-balance-conclusion'
local WORDS = 'section 43(2)'
local WAIT = 60000 -- ms; only a server that hangs needs them

local function quit(message, code)
  io.stdout:write(message .. '\n')
  vim.cmd(code .. 'cquit')
end

local function same(got, wanted, what)
  if not vim.deep_equal(got, wanted) then
    error(what .. ': ' .. vim.inspect(got) .. ', not ' .. vim.inspect(wanted))
  end
end

local function found()
  for _, d in ipairs(vim.diagnostic.get(0)) do
    if d.code == RULE or (d.user_data and d.user_data.lsp and d.user_data.lsp.code == RULE) then
      return d
    end
  end
end

local function await(what, test)
  if not vim.wait(WAIT, test, 10) then error('not within a minute: ' .. what) end
end

local function ask(client, method, params)
  local answer, why = client.request_sync(method, params, WAIT, 0)
  if not answer or answer.err then error(method .. ': ' .. vim.inspect(answer or why)) end
  return answer.result
end

-- The finding stands at its words, in bytes of the line as Neovim counts.
local function at_words(d)
  local line = vim.api.nvim_buf_get_lines(0, d.lnum, d.lnum + 1, true)[1]
  same(line:sub(d.col + 1, d.end_col), WORDS, 'words under the diagnostic')
  return line
end

local function check()
  vim.cmd('edit ' .. vim.env.DRAFT)
  local id = vim.lsp.start_client({
    name = 'foilint',
    cmd = { vim.env.FOILINT, 'lsp' },
    root_dir = vim.fn.fnamemodify(vim.env.DRAFT, ':h'),
    get_language_id = function() return 'plaintext' end,
  })
  vim.lsp.buf_attach_client(0, id)
  local client = vim.lsp.get_client_by_id(id)
  await('a diagnostic', found)

  local d = found()
  local line = at_words(d)
  same(line:find('📄', 1, true) ~= nil and line:find('“', 1, true) ~= nil, true, 'emoji and curly quotes')
  same(d.severity, vim.diagnostic.severity.ERROR, 'severity')
  same(d.source, 'foilint', 'source')

  -- hover, with the cursor on the words
  vim.api.nvim_win_set_cursor(0, { d.lnum + 1, d.col + 2 })
  local hover = ask(client, 'textDocument/hover', vim.lsp.util.make_position_params(0, client.offset_encoding))
  same(hover.contents.kind, 'markdown', 'kind of hover')
  same(hover.contents.value:find('Freedom of Information Act 2000', 1, true) ~= nil, true, 'the law on hover')

  -- typing before the words moves the diagnostic with them
  vim.api.nvim_buf_set_text(0, d.lnum, 0, d.lnum, 0, { '👩‍⚖️ “é” ' })
  await('the diagnostic to move', function()
    local now = found()
    return now and now.col == d.col + #'👩‍⚖️ “é” '
  end)
  at_words(found())

  -- the action puts in what is missing, and the diagnostic goes
  d = found()
  vim.api.nvim_win_set_cursor(0, { d.lnum + 1, d.col + 2 })
  local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
  params.context = { diagnostics = {} }
  local insert, decide
  for _, action in ipairs(ask(client, 'textDocument/codeAction', params)) do
    if action.title:find('^Insert: ') then insert = action end
    if action.title:find('^Record ') then decide = action end
  end
  local before = vim.api.nvim_buf_line_count(0)
  vim.lsp.util.apply_workspace_edit(insert.edit, client.offset_encoding)
  same(vim.api.nvim_buf_line_count(0), before + 2, 'lines after the action')
  await('the diagnostic to go', function() return not found() end)

  -- the decision goes into a file of its own
  local draft = vim.api.nvim_get_current_buf()
  vim.lsp.util.apply_workspace_edit(decide.edit, client.offset_encoding)
  local path = vim.fn.fnamemodify(vim.env.DRAFT, ':h') .. '/foilint-decisions.json'
  local lines = vim.api.nvim_buf_get_lines(vim.fn.bufnr(path), 0, -1, true)
  local entry = vim.fn.json_decode(table.concat(lines, '\n')).decisions[1]
  same(entry, { path = 'draft.txt', rule = 'foia-2000/' .. RULE, quote = WORDS, who = '', why = '' }, 'decision')
  vim.api.nvim_set_current_buf(draft)

  client.stop()
  await('the server to end', function() return client.is_stopped() end)
end

local ok, message = xpcall(check, debug.traceback)
if ok then quit('neovim: all passed', 0) else quit('neovim: ' .. message, 1) end
