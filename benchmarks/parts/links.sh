# shellcheck shell=bash disable=SC2154 # variables of run
# What a signed or versioned link takes: two numbers of the library alone, without a server and without nginx to compare with

measure_links() {
	say "measuring links …"
	taskset -c "$server_cpu" "$java" "-Xmx512m" -jar "$here/starter/target/starter-tomcat.jar" \
		--benchmark.links=true --server.port=0 "--media.root=$work/files" --media.signing.generate-key=true \
		--media.versions.enabled=true --media.versions.mounts=/media > "$work/links.log" &
	local pid=$! i
	for ((i = 0; i < 600; i++)); do
		if grep -q '^characters ' "$work/links.log" || ! kill -0 "$pid" 2> /dev/null; then
			break
		fi
		sleep 0.2
	done
	kill "$pid" 2> /dev/null || true
	wait "$pid" 2> /dev/null || true
	[ "$(grep -c '^result ' "$work/links.log")" -eq 3 ] || die "the links were not measured: $(tail -n 20 "$work/links.log")"
	awk '$1 == "result" { printf "- %s: %.2f µs\n", $2, $3 / 1000 }' "$work/links.log" | tee -a "$work/versions" >&2
}
