# shellcheck shell=bash disable=SC2034,SC2154 # variables of run
# What the JVM allocates for a request

allocation_requests=20000

# One line: round, workload, system
measure_allocation() {
	local round="$1" workload="$2" system="$3"
	timeout -k 5 300 taskset -c "$load_cpu" "$java" -Xmx256m -XX:+UseSerialGC -cp "$work/client" Allocation "${process[$system]}" \
		"http://127.0.0.1:${port[$system]}$(path "$workload")" "$(status "$workload")" "$allocation_requests" \
		"$([ "$workload" != 304 ] || echo "${condition[$system]}")" |
		awk -v cell="$round,allocation-$workload,$system" '
			$1 == "result" { print cell "," $2 "," $3 / $2 "," $4; found = 1 }
			END { if (!found) print cell ",0,,1" }' |
		tee -a "$work/allocation.csv" | awk -F , '{
			printf "%5d  %-14s %-12s %10d requests %10.1f bytes allocated per request  %d errors\n", $1, $2, $3, $4, $5, $6 }' >&2
}

measure_allocations() {
	local round workload system names=()
	for system in "${systems[@]}"; do
		if [ "$system" != nginx ]; then
			names+=("$system")
		fi
	done
	say "counting allocations …"
	echo "- allocation: $allocation_requests requests each time" >> "$work/versions"
	echo 'round,workload,system,requests,bytes,errors' > "$work/allocation.csv"
	# One connection is served by other code than 32: the first round is a warm-up
	for ((round = 0; round <= (rounds < 3 ? rounds : 3); round++)); do
		for workload in 1k 10k 304 404; do
			for system in $(in_turn "$round" "${names[@]}"); do
				if [ "$round" -eq 0 ]; then
					look "$system" "$workload"
				fi
				measure_allocation "$round" "$workload" "$system"
			done
		done
	done
}
