# shellcheck shell=bash disable=SC2034,SC2154 # variables of run
# How long a start takes, and what is in memory afterwards

# One line: round, system
measure_start() {
	local round="$1" system="$2" begin answered pid cpu i
	begin="${EPOCHREALTIME/./}"
	start_application "$system"
	pid="${process[$system]}"
	answered="$(taskset -c "$load_cpu" "$java" -XX:TieredStopAtLevel=1 -cp "$work/client" FirstAnswer \
		"http://127.0.0.1:${port[$system]}/ping" pong)" || die "$system does not start"
	cpu="$(cpu_seconds "$pid")"
	curl -s -f -o "$work/body" "http://127.0.0.1:${port[$system]}$(path 1k)"
	cmp -s "$work/body" "$work/files/1k.jpg" || die "$system does not send the file"
	# Objects that one collection finds unused may keep others alive until the next one
	for i in 1 2 3 4; do
		taskset -c "$load_cpu" "${java%java}jcmd" "$pid" GC.run > /dev/null
	done
	echo "$round,start-up,$system,$(((answered - begin) / 1000)),$(boot_milliseconds "$system"),$(
		awk -v cpu="$cpu" 'BEGIN { print cpu * 1000 }'),$(resident_mebibytes "$pid"),$(heap_mebibytes "$pid"),0" |
		tee -a "$work/start-up.csv" | awk -F , '{
			printf "%5d  %-8s %-12s %10d ms  Boot %6d ms  %6d ms CPU  %7.1f MiB, heap %.2f MiB\n",
				$1, $2, $3, $4, $5, $6, $7, $8 }' >&2
	stop "$system"
}

# The start-up time that Spring Boot reports, measured from the start of the process
boot_milliseconds() {
	sed -n 's/.*(process running for \([0-9.]*\)).*/\1/p' "$work/$1.log" | awk '{ print $1 * 1000 }'
}

# Objects in eden after a collection were allocated by the measurement itself
heap_mebibytes() {
	"${java%java}jstat" -gc "$1" | awk '
		NR == 1 { for (i = 1; i <= NF; i++) if ($i ~ /^(S0U|S1U|OU)$/) used[i] }
		NR == 2 { for (i in used) sum += $i; print sum / 1024 }'
}

# Both applications are identical except for the starter
say_libraries() {
	local less more
	less="$(comm -23 <(libraries stock/target/stock) <(libraries starter/target/starter-tomcat))"
	more="$(comm -13 <(libraries stock/target/stock) <(libraries starter/target/starter-tomcat) | paste -sd ' ')"
	[ -z "$less" ] || die "the application with the starter lacks these libraries: $less"
	echo "- libraries that only the application with the starter has: $more"
}

libraries() {
	"${java%java}jar" tf "$here/$1.jar" | sed -n 's|^BOOT-INF/lib/\(.\)|\1|p' | sort
}

# Jetty and Actuator are left out: there are no stock applications to compare them with
measure_starts() {
	local round system names=()
	for system in "${systems[@]}"; do
		if [[ "$system" =~ ^(stock|mvc|filter)$ ]]; then
			names+=("$system")
		fi
	done
	say "starting ${names[*]} repeatedly …"
	echo "- start-up: $starts starts of each" >> "$work/versions"
	say_libraries >> "$work/versions"
	echo 'round,workload,system,time ms,Boot ms,CPU ms,resident MiB,heap MiB,errors' > "$work/start-up.csv"
	# The first one reads from the disk and does not count
	for ((round = 0; round <= starts; round++)); do
		for system in $(in_turn "$round" "${names[@]}"); do
			measure_start "$round" "$system"
		done
	done
}
