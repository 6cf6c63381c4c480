-- Sends the requests of a Lua table in turn. Arguments: the table's file; then, if numbers of the answers are
-- wanted, a file to write them to, a line each, and their JSON names. The output's last line is JSON.

function init(arguments)
  prepared, turn, wanted = {}, 0, {}
  for number, one in ipairs(dofile(arguments[1])) do
    prepared[number] = wrk.format(one.method, one.path, one.headers, one.body)
  end
  for number = 3, #arguments do
    wanted[arguments[number]] = '"' .. arguments[number] .. '":([%d.]+)'
  end
  if #arguments > 1 then
    -- A file, for what wrk copies from a thread must not be a table. It is complete when wrk ends.
    collected = io.open(arguments[2], "w")
    response = collect -- only now, since wrk takes the answers apart for it
  end
end

function request()
  turn = turn % #prepared + 1
  return prepared[turn]
end

function collect(status, headers, body)
  for name, pattern in pairs(wanted) do
    local value = string.match(body, pattern)
    if value then
      collected:write(name, " ", value, "\n")
    end
  end
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"seconds":%.6f,"errors":%d,"p50_ms":%.3f,"p95_ms":%.3f,"p99_ms":%.3f}\n',
    summary.requests, summary.duration / 1e6,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3
  ))
end
