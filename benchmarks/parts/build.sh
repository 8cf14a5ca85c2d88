# shellcheck shell=bash disable=SC2034,SC2154 # variables of run
# Building: the starter goes into a repository of its own, not into the user's

build() {
	local repository="$here/target/repository"
	local maven=(mvn -q -B -ntp "-Dmaven.repo.local=$repository" -Dmaven.test.skip=true -Dmaven.javadoc.skip=true
		-Dspring-javaformat.validate.skip=true)
	say "building …"
	if [ ! -d "$repository" ]; then
		mkdir -p "$repository"
		# Artifacts in the user's repository are not downloaded again
		if [ -d "$HOME/.m2/repository" ]; then
			tar -c -C "$HOME/.m2/repository" --exclude=./dev/mediaboot . | tar -x -C "$repository"
		fi
	fi
	"${maven[@]}" -f "$here/../pom.xml" -pl media-spring-boot-starter -am install
	"${maven[@]}" -f "$here/pom.xml" package
	"${maven[@]}" -f "$here/pom.xml" -pl starter -Pjetty package
	"${maven[@]}" -f "$here/pom.xml" -pl starter -Pactuator package
}

# Describes the systems and the machine
versions() {
	local jar model memory
	model="$(lscpu | awk -F ': +' '/^Model name/ { print $2; exit }')"
	memory="$(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)"
	if grep -qw hypervisor /proc/cpuinfo; then
		model+=" (virtual machine)"
	fi
	echo "- $(date -u +%Y-%m-%d), $mode run, commit $(git -C "$here" describe --always --dirty 2> /dev/null || echo unknown)"
	echo "- rounds: $rounds of $seconds s; warm-up: $warm_up s per workload"
	echo "- $model, $(nproc) CPUs, $memory; Linux $(uname -r), $(. /etc/os-release && echo "$PRETTY_NAME")"
	echo "- servers on CPU $server_cpu, load on CPU $load_cpu"
	echo "- $(nginx -v 2>&1 | sed 's/.*nginx\//nginx /'), $(wrk -v 2>&1 | awk 'NR == 1 { print $1, $2 }'), $(h2load --version)"
	echo "- $("$java" -version 2>&1 | sed -n 2p), \`$java_opts\`"
	for jar in stock/target/stock starter/target/starter-{tomcat,jetty,actuator}; do
		"${java%java}jar" tf "$here/$jar.jar"
	done | sed -n 's/.*\/\(spring-boot\|spring-webmvc\|tomcat-embed-core\|jetty-server\|micrometer-core\)-\([0-9].*\)\.jar$/\1 \2/p' |
		sort -u | paste -sd , | sed 's/,/, /g; s/^/- /'
}
