-- wrk script: each "request" is several pipelined ones. Arguments: how many, the path.
local batch

function init(args)
  local one = wrk.format("GET", args[2])
  batch = string.rep(one, tonumber(args[1]))
end

function request()
  return batch
end
