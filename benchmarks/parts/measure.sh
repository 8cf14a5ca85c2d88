# shellcheck shell=bash disable=SC2034,SC2154 # variables of run
# The accounts of a process

cpu_seconds() {
	awk -v hz="$(getconf CLK_TCK)" '{ sub(/^.*\) /, ""); print ($12 + $13) / hz }' "/proc/$1/stat" 2> /dev/null || echo 0
}

forget_peak() {
	(echo 5 > "/proc/$1/clear_refs") 2> /dev/null || true
}

peak_mebibytes() {
	awk '/^VmHWM:/ { print $2 / 1024 }' "/proc/$1/status" 2> /dev/null || echo 0
}

resident_mebibytes() {
	awk '/^VmRSS:/ { print $2 / 1024 }' "/proc/$1/status"
}

# Measuring

# round, systems: they take turns at being the first
in_turn() {
	local first=$(($1 % ($# - 1)))
	shift
	echo "${@:first + 1}" "${@:1:first}"
}

path() {
	case "$1" in
		many) echo /media/many/ ;;
		304) echo /media/10k.jpg ;;
		404) echo /media/missing.jpg ;;
		h2 | tls | h2-tls) echo /media/1k.jpg ;;
		tls-100m | h2-tls-100m) echo /media/100m.mp4 ;;
		range) echo /media/1g.mp4 ;;
		slow*) echo /media/100m.mp4 ;;
		*m | *g) echo "/media/$1.mp4" ;;
		*) echo "/media/$1.jpg" ;;
	esac
}

status() {
	case "$1" in
		304 | 404) echo "$1" ;;
		*) echo 200 ;;
	esac
}

# The size of a correct response, including its head
declare -A weight body condition

look() {
	local system="$1" workload="$2" path code header
	path="$(path "$workload")"
	if [ "$workload" = many ]; then
		path+=00000.jpg
	fi
	local url
	url="$(address "$system" "$workload")$path"
	local curl=(curl -s -k --http1.1 -m 10 -D "$work/head" -o "$work/body" -w '%{http_code} %{size_header} %{size_download}')
	if [ "$workload" = 304 ]; then
		"${curl[@]}" "$url" > /dev/null
		# Stock Spring Boot has no entity tags
		condition[$system]="$(tr -d '\r' < "$work/head" | awk -F ': ' '
			tolower($1) == "etag" { tag = "If-None-Match: " $2 }
			tolower($1) == "last-modified" { time = "If-Modified-Since: " $2 }
			END { print tag ? tag : time }')"
		curl+=(-H "${condition[$system]}")
	fi
	: > "$work/body"
	read -r code header "body[$system,$workload]" <<< "$("${curl[@]}" "$url")"
	weight[$system,$workload]=$((header + body[$system,$workload]))
	if [ "$code" != "$(status "$workload")" ]; then
		say "$system responds with $code to $workload"
		weight[$system,$workload]=0
	elif [ "$code" = 200 ] && ! cmp -s "$work/body" "$work/files${path#/media}"; then
		say "$system sends a wrong body for $workload"
		weight[$system,$workload]=0
	fi
}

# Prints: requests, microseconds, bytes, errors of sockets, status above 399, wrong responses, p50 and p99 in microseconds
run_load() {
	local system="$1" workload="$2" seconds="$3" checked="${4:-}" url header='' many='' status='' length='' load
	url="$(address "$system" "$workload")"
	local pin=(timeout -k 5 $((seconds + 60)) taskset -c "$load_cpu")
	local client=("${pin[@]}" "$java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$work/client")
	case "$workload" in
		h2 | h2-tls | *tls-100m)
			case "$workload" in
				tls-100m) load=(--h1 -c 4) length=$((100 << 20)) ;;
				h2-tls-100m) load=(-c 4) length=$((100 << 20)) ;;
				*) load=(-c 32) length=1024 ;;
			esac
			rm -f "$work/h2.log"
			"${pin[@]}" h2load -t 1 "${load[@]}" -m 1 -D "$seconds" --log-file="$work/h2.log" "$url$(path "$workload")" \
				> "$work/h2.out" 2>&1
			cut -f 3 "$work/h2.log" | sort -n > "$work/h2.times"
			awk -v length_="$length" -v seconds="$seconds" '
				FILENAME ~ /h2.times$/ { times[++n] = $1; next }
				/^requests:/ { done = $6; errors = $12 }
				/^status codes:/ { bad = $5 + $7 + $9 }
				/^traffic:/ { match($0, /\([0-9]+\) data/); data = substr($0, RSTART + 1) + 0 }
				END {
					short = int(done - data / length_ + 0.999)
					printf "result %d %d %d %d %d %d %d %d\n", done, seconds * 1e6, data, errors + (data == 0), bad,
						(short > 0) ? short : 0, times[int(n * 0.5) + 1], times[int(n * 0.99) + 1]
				}' "$work/h2.times" "$work/h2.out"
			;;
		range) "${client[@]}" Transfers "$url$(path range)" 8 "$seconds" $((1 << 30)) $((1 << 20)) ;;
		100m) "${client[@]}" Transfers "$url$(path 100m)" 4 "$seconds" $((100 << 20)) ;;
		1g) "${client[@]}" Transfers "$url$(path 1g)" 1 "$seconds" $((1 << 30)) ;;
		slow) "${client[@]}" SlowReaders "$url$(path slow)" "$url/ping" 1000 $((seconds + 4)) ;;
		slow10k) "${client[@]}" SlowReaders "$url$(path slow)" "$url/ping" "$slow_readers" $((seconds + 10)) ;;
		*)
			case "$workload" in
				many) many=10000 ;;
				304) header="${condition[$system]}" ;;
			esac
			if [ -n "$checked" ]; then
				status="$(status "$workload")" length="${body[$system,$workload]}"
			fi
			HEADER="$header" MANY="$many" STATUS="$status" LENGTH="$length" "${pin[@]}" \
				wrk -t 1 -c 32 -d "${seconds}s" --latency -s "$here/wrk/report.lua" "$url$(path "$workload")"
			;;
	esac | awk '$1 == "result" { sub(/^result /, ""); print; found = 1 } END { if (!found) print "0 0 0 1 0 0 0 0" }'
}

# workload, system, seconds
warm() {
	local workload="$1" system="$2" seconds="$3"
	if [[ ! "$workload" =~ ^(h2.*|range|100m|tls-100m|1g|slow)$ && -z "${weight[$system,$workload]:-}" ]]; then
		look "$system" "$workload"
	fi
	if [[ "$workload" =~ ^(1g|slow)$ ]]; then
		# These take long whatever the seconds: run once, so that the second round is like the first
		if ((warmed == 0 && rounds > 1)); then
			measure 0 "$workload" "$system" 1
		fi
	elif [ "$system" = nginx ]; then
		measure 0 "$workload" nginx 1
	else
		measure 0 "$workload" "$system" "$seconds"
	fi
}

# One line of the measurements: round, workload, system, seconds (optional)
measure() {
	local round="$1" workload="$2" system="$3" pid result before after
	pid="${worker[$(server "$3" "$2")]}"
	local for_seconds="${4:-$seconds}"
	forget_peak "$pid"
	before="$(cpu_seconds "$pid")"
	result="$(run_load "$system" "$workload" "$for_seconds" "$([ "$round" -gt 0 ] || echo checked)" || true)"
	after="$(cpu_seconds "$pid")"
	awk -v round="$round" -v workload="$workload" -v system_="$system" -v slow_readers="$slow_readers" \
		-v before="$before" -v after="$after" -v memory="$(peak_mebibytes "$pid")" -v weight="${weight[$system,$workload]:-0}" '
		{
			cpu = after - before; requests = $1; seconds = $2 / 1e6; bytes = $3; errors = $4; refused = $5; wrong = $6
			rate = (seconds > 0) ? requests / seconds : 0; rate_unit = "requests/s"
			per = (requests > 0 && cpu >= 0) ? cpu / requests * 1e6 : ""; cpu_unit = "µs/request"
			if (workload ~ /^slow/) {
				rate = requests; rate_unit = "readers served"
				per = cpu * 1000 / (workload == "slow" ? 1000 : slow_readers); cpu_unit = "ms/reader"
			}
			else if (workload ~ /^(range|1g|((h2-)?tls-)?100m)$/) {
				rate = (seconds > 0) ? bytes / seconds / 1048576 : 0; rate_unit = "MiB/s"
				per = (bytes > 0 && cpu >= 0) ? cpu / (bytes / 1073741824) : ""; cpu_unit = "s/GiB"
			}
			else if (workload !~ /^h2/) {
				# wrk does not report short bodies, but the sum of the bytes does. Requests in flight and an occasional
				# "Connection: close" explain small differences; without a weight all responses count as wrong
				fewer = (weight > 0) ? requests * 0.99995 - bytes / weight : requests
				more = (weight > 0) ? bytes / weight - requests * 1.03 - 64 : 0
				if (fewer > 0) wrong += int(fewer + 0.999)
				if (more > 0) wrong += int((more < requests) ? more + 0.999 : requests)
			}
			if (workload == "404") refused = requests - refused
			if (requests == 0 && bytes == 0 && errors == 0) errors = 1 # the load was never given a CPU
			if (workload !~ /^(range|1g|slow)|100m$/) {
				# One response may be wrong in several ways
				if (refused > wrong) wrong = refused
				if (wrong > requests) wrong = requests
			}
			printf "%d,%s,%s,%d,%.1f,%s,%.3f,%.3f,%s,%s,%.1f,%d\n", round, workload, system_, requests, rate, rate_unit,
				$7 / 1000, $8 / 1000, (per == "") ? "" : sprintf("%.3f", per), cpu_unit, memory, errors + wrong
		}' <<< "$result" | tee -a "$work/measurements.csv" | awk -F , '{
			printf "%5d  %-11s %-12s %10.0f %-14s p50 %8.2f ms  p99 %8.2f ms  %8s %-10s  %6.0f MiB  %d errors\n",
				$1, $2, $3, $5, $6, $7, $8, $9, $10, $11, $12 }' >&2
	if [[ "$workload" = slow* ]]; then
		# The next measurement must not compete with the rest of this one
		answers "$system" || revive "$system"
		settle "$system"
	fi
}
