# shellcheck shell=bash disable=SC2034,SC2154 # variables of run
# Starting and stopping

declare -A process port worker
arguments=() # for every application
# What Actuator adds to a request beside our counting: a filter that measures it, and one that every log statement passes
not_ours=org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration
not_ours+=,org.springframework.boot.micrometer.metrics.autoconfigure.logging.logback.LogbackMetricsAutoConfiguration

is_free() {
	! (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null
}

# name
start() {
	if [ "$1" = nginx ]; then
		start_nginx
	else
		start_application "$1"
	fi
	answers "$1" || die "$1 does not start"
}

start_nginx() {
	sed "s/@PORT@/${port[nginx]}/; s/@H2_PORT@/${port[nginx-h2]}/" "$here/nginx.conf" > "$work/nginx.conf"
	taskset -c "$server_cpu" nginx -p "$work" -c nginx.conf -e error.log -g 'daemon off;' &
	process[nginx]=$!
	answers nginx || die "nginx does not start"
	worker[nginx]="$(pgrep -P "${process[nginx]}")"
}

start_application() {
	local name="$1" jar
	set -- "${arguments[@]}"
	case "$name" in
		stock) jar="$here/stock/target/stock.jar" ;;
		mvc | filter) jar="$here/starter/target/starter-tomcat.jar" ;;
		actuator) jar="$here/starter/target/starter-actuator.jar" ;;
		*) jar="$here/starter/target/starter-jetty.jar" ;;
	esac
	case "$name" in
		filter | *-filter) set -- "$@" --media.dispatch=filter ;;
		mvc | jetty) set -- "$@" --media.dispatch=mvc ;;
		actuator)
			set -- "$@" --media.dispatch=mvc --management.endpoints.web.exposure.include=media \
				--spring.autoconfigure.exclude="$not_ours"
			;;
	esac
	# shellcheck disable=SC2086 # several options
	(cd "$work" && exec taskset -c "$server_cpu" "$java" $java_opts -jar "$jar" --media.root="$work/files" \
		--server.address=127.0.0.1 --server.port="${port[$name]}" --server.http2.enabled=true "$@") \
		> "$work/$name.log" 2>&1 &
	process[$name]=$!
	worker[$name]=$!
}

answers() {
	local i
	for ((i = 0; i < 300; i++)); do
		if [ "$(curl -s -m 2 "http://127.0.0.1:${port[$1]}/ping")" = pong ]; then
			return
		fi
		kill -0 "${process[$1]}" 2> /dev/null || break
		sleep 0.2
	done
	tail -n 30 "$work/$1.log" >&2 || true
	return 1
}

# name
stop() {
	kill "${process[$1]}" 2> /dev/null || true
	await_end "$1"
}

stop_all() {
	local name
	for name in "${!process[@]}"; do
		kill "${process[$name]}" 2> /dev/null || true
	done
	for name in "${!process[@]}"; do
		await_end "$name"
	done
}

await_end() {
	timeout 10 tail --pid="${process[$1]}" -f /dev/null || kill -9 "${process[$1]}" 2> /dev/null || true
	wait "${process[$1]}" 2> /dev/null || true
	unset "process[$1]"
}

# After it was asked too much
revive() {
	say "$1 does not answer any more and is started again, cold"
	kill -9 "${process[$1]}" 2> /dev/null || true
	wait "${process[$1]}" 2> /dev/null || true
	start "$1"
}

# Until it has finished with what nobody waits for any more
settle() {
	local before='' now i
	for ((i = 0; i < 60; i++)); do
		now="$(cpu_seconds "${worker[$1]}")"
		if awk -v before="${before:--9}" -v now="$now" 'BEGIN { exit !(now - before < 0.05) }'; then
			return
		fi
		before="$now"
		sleep 0.5
	done
	say "$1 does not come to rest"
}
