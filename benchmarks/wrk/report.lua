-- Settings, from the environment: HEADER is a field of the request ("Name: value"), MANY a number of files of
-- which each request asks for any, STATUS and LENGTH what each answer has to be (checked one by one: for warming up).
--
-- Prints: requests, microseconds, bytes, errors of sockets, status above 399, wrong answers, p50 and p99 in microseconds.

local status, length = tonumber(os.getenv("STATUS")), tonumber(os.getenv("LENGTH"))
local many = tonumber(os.getenv("MANY"))
local threads = {}

wrong = 0

function setup(thread)
	table.insert(threads, thread)
end

function init()
	local name, value = string.match(os.getenv("HEADER") or "", "^([^:]+): (.*)$")
	if name then
		wrk.headers[name] = value
	end
	if many then
		math.randomseed(os.time())
		local requests = {}
		for i = 1, many do
			requests[i] = wrk.format("GET", string.format("%s%05d.jpg", wrk.path, i - 1))
		end
		request = function() return requests[math.random(many)] end
	else
		local one = wrk.format()
		request = function() return one end
	end
end

if status then
	function response(code, _, body)
		if code ~= status or #body ~= length then
			wrong = wrong + 1
		end
	end
end

function done(summary, latency)
	local errors, wrong = summary.errors, 0
	for _, thread in ipairs(threads) do
		wrong = wrong + thread:get("wrong")
	end
	io.write(string.format("result %d %d %d %d %d %d %d %d\n", summary.requests, summary.duration, summary.bytes,
		errors.connect + errors.read + errors.write + errors.timeout, errors.status, wrong,
		latency:percentile(50), latency:percentile(99)))
end
