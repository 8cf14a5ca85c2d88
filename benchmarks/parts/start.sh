# shellcheck shell=bash disable=SC2034,SC2154 # variables of run
# Starting and stopping

declare -A process port worker
arguments=() # for every application
# Filters that Actuator adds in addition to the starter's counting: one for every request, one for every log statement
not_ours=org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration
not_ours+=,org.springframework.boot.micrometer.metrics.autoconfigure.logging.logback.LogbackMetricsAutoConfiguration

# The same for all systems
tls_version=TLSv1.3 tls_cipher=TLS_AES_128_GCM_SHA256

make_certificate() {
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
		-addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$work/key.pem" -out "$work/certificate.pem" 2> /dev/null
	chmod 644 "$work/key.pem" # for nginx's worker
	echo "- TLS: JSSE and nginx' $(openssl version | cut -d ' ' -f -2), $tls_version, $tls_cipher, ECDSA with P-256" >> "$work/versions"
}

# system, workload: counting and one row of Jetty are enough without TLS
runs() {
	[[ ! "$2" =~ ^(tls|h2-tls) || ! "$1" =~ ^(actuator|jetty-filter)$ ]]
}

# system, workload: which process responds. TLS needs a second process, because an application has only one port
server() {
	case "$2" in
		tls* | h2-tls*) echo "$1-tls" ;;
		*) echo "$1" ;;
	esac
}

# system, workload
address() {
	case "$1 $2" in
		nginx\ h2) echo "http://127.0.0.1:${port[nginx-h2]}" ;;
		nginx\ h2-tls*) echo "https://127.0.0.1:${port[nginx-h2-tls]}" ;;
		*\ tls* | *\ h2-tls*) echo "https://127.0.0.1:${port[$1-tls]}" ;;
		*) echo "http://127.0.0.1:${port[$1]}" ;;
	esac
}

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
	sed "s/@PORT@/${port[nginx]}/; s/@H2_PORT@/${port[nginx-h2]}/; s/@TLS_PORT@/${port[nginx-tls]}/
		s/@H2_TLS_PORT@/${port[nginx-h2-tls]}/; s/@TLS_VERSION@/$tls_version/; s/@TLS_CIPHER@/$tls_cipher/" \
		"$here/nginx.conf" > "$work/nginx.conf"
	taskset -c "$server_cpu" nginx -p "$work" -c nginx.conf -e error.log -g 'daemon off;' &
	process[nginx]=$!
	answers nginx || die "nginx does not start"
	worker[nginx]="$(pgrep -P "${process[nginx]}")"
	worker[nginx-tls]="${worker[nginx]}"
}

# name: once more, with TLS
start_secure() {
	local url
	if [ "$1" != nginx ]; then
		start_application "$1-tls"
		answers "$1-tls" || die "$1 does not start with TLS"
	fi
	url="$(address "$1" tls)$(path tls)"
	curl -s -k -v -o "$work/body" "$url" 2>&1 | grep -q "SSL connection using $tls_version / $tls_cipher" ||
		die "$1 uses another TLS version or cipher than the other systems"
	[ "$(curl -s -k --http2 -o "$work/body" -w '%{http_version}' "$(address "$1" h2-tls)$(path tls)")" = 2 ] ||
		die "$1 does not support HTTP/2 over TLS"
}

start_application() {
	local name="$1" jar
	set -- "${arguments[@]}"
	if [[ "$name" = *-tls ]]; then
		set -- "$@" --server.ssl.certificate="$work/certificate.pem" --server.ssl.certificate-private-key="$work/key.pem" \
			--server.ssl.enabled-protocols="$tls_version" --server.ssl.ciphers="$tls_cipher"
	fi
	case "${name%-tls}" in
		stock) jar="$here/stock/target/stock.jar" ;;
		mvc | filter) jar="$here/starter/target/starter-tomcat.jar" ;;
		actuator) jar="$here/starter/target/starter-actuator.jar" ;;
		*) jar="$here/starter/target/starter-jetty.jar" ;;
	esac
	case "${name%-tls}" in
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
	local i scheme=http
	if [[ "$1" = *-tls ]]; then
		scheme=https
	fi
	for ((i = 0; i < 300; i++)); do
		if [ "$(curl -s -k -m 2 "$scheme://127.0.0.1:${port[$1]}/ping")" = pong ]; then
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

# After an overload
revive() {
	say "$1 no longer responds and is restarted, cold"
	kill -9 "${process[$1]}" 2> /dev/null || true
	wait "${process[$1]}" 2> /dev/null || true
	start "$1"
}

# Waits until it has finished the requests that no client waits for any more
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
	say "$1 does not become idle"
}
