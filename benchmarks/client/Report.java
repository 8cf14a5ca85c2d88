import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Makes tables of measurements: medians over the rounds, and of the ratios within each round.
 *
 * <pre>
 * java Report FILE.csv...
 * </pre>
 */
final class Report {

	private static final List<String> SYSTEMS = List.of("nginx", "stock", "mvc", "actuator", "filter", "jetty",
			"jetty-filter");

	private static final Map<String, String> WORKLOADS = new LinkedHashMap<>();
	static {
		WORKLOADS.put("1k", "1 KiB");
		WORKLOADS.put("10k", "10 KiB");
		WORKLOADS.put("100k", "100 KiB");
		WORKLOADS.put("many", "10,000 files of 4 KiB");
		WORKLOADS.put("304", "304");
		WORKLOADS.put("404", "404");
		WORKLOADS.put("h2", "1 KiB over HTTP/2");
		WORKLOADS.put("range", "1 MiB of 1 GiB");
		WORKLOADS.put("100m", "100 MiB");
		WORKLOADS.put("1g", "1 GiB");
		WORKLOADS.put("tls", "1 KiB over TLS");
		WORKLOADS.put("tls-100m", "100 MiB over TLS");
		WORKLOADS.put("h2-tls", "1 KiB over HTTP/2 and TLS");
		WORKLOADS.put("h2-tls-100m", "100 MiB over HTTP/2 and TLS");
		WORKLOADS.put("slow", "1,000 slow readers");
		WORKLOADS.put("slow10k", "10,000 slow readers");
	}

	private static final Map<String, String> ALLOCATIONS = new LinkedHashMap<>();
	static {
		for (String workload : List.of("1k", "10k", "304", "404")) {
			ALLOCATIONS.put("allocation-" + workload, WORKLOADS.get(workload));
		}
	}

	private final Measurements measurements;

	private final StringBuilder text = new StringBuilder();

	private Report(Measurements measurements) {
		this.measurements = measurements;
	}

	public static void main(String[] args) throws IOException {
		System.out.print(new Report(Measurements.read(args)).markdown());
	}

	static List<String> workloads() {
		return List.copyOf(WORKLOADS.keySet());
	}

	static String title(String workload) {
		return WORKLOADS.getOrDefault(workload, workload);
	}

	private String markdown() {
		this.text.append(new Targets().markdown(this.measurements));
		matrix("In short: server CPU, ratio to nginx, lower is better", WORKLOADS,
				(workload, system) -> Figures.text(cpu(workload, system, "nginx").median(), 2));
		for (String base : List.of("nginx", "stock")) {
			matrix("Server CPU, ratio to " + base + ", with the smallest and the largest of all rounds", WORKLOADS,
					(workload, system) -> system.equals(base) ? "1" : cpu(workload, system, base).text(2));
		}
		for (String workload : WORKLOADS.keySet()) {
			if (!systems(workload).isEmpty()) {
				table(workload);
			}
		}
		if (!systems("start-up").isEmpty()) {
			startUp();
		}
		matrix("Allocation, bytes per request", ALLOCATIONS,
				(workload, system) -> this.measurements.figures(workload, system, "bytes").text(0));
		matrix("Drift: CPU of the last third of the rounds, ratio to the first third", WORKLOADS,
				(workload, system) -> Figures.text(this.measurements.figures(workload, system, "CPU").drift(), 2));
		return this.text.toString();
	}

	private Figures cpu(String workload, String system, String base) {
		return this.measurements.ratios(workload, system, base, "CPU");
	}

	/**
	 * A line for each workload and a column for each system, unless nothing would be in it.
	 */
	private void matrix(String heading, Map<String, String> workloads, BinaryOperator<String> cell) {
		List<String> rows = workloads.keySet()
			.stream()
			.filter((workload) -> systems(workload).stream().anyMatch((system) -> figure(cell.apply(workload, system))))
			.toList();
		List<String> columns = SYSTEMS.stream()
			.filter((system) -> rows.stream().anyMatch((workload) -> this.measurements.has(workload, system)))
			.toList();
		if (rows.isEmpty()) {
			return;
		}
		heading(heading, columns);
		for (String workload : rows) {
			this.text.append("| ").append(workloads.get(workload)).append(" |");
			for (String system : columns) {
				boolean errors = this.measurements.errors(workload, system) > 0;
				cell(cell.apply(workload, system) + (errors ? " (!)" : ""));
			}
			this.text.append('\n');
		}
	}

	private void table(String workload) {
		heading(WORKLOADS.get(workload),
				List.of("rate, " + this.measurements.text(workload, "rate unit"), "p50, ms", "p99, ms",
						"CPU, " + this.measurements.text(workload, "CPU unit"), "memory, MiB", "errors", "CPU / nginx",
						"CPU / stock", "rate / nginx", "rate / stock"));
		for (String system : systems(workload)) {
			double cpu = median(workload, system, "CPU");
			this.text.append("| ").append(system).append(" |");
			cell(Figures.text(median(workload, system, "rate"), 0));
			cell(Figures.text(median(workload, system, "p50 ms"), 2));
			cell(Figures.text(median(workload, system, "p99 ms"), 2));
			cell(Figures.text(cpu, (cpu < 10) ? 2 : 1));
			cell(Figures.text(this.measurements.figures(workload, system, "memory MiB").max(), 0));
			cell(Long.toString(this.measurements.errors(workload, system)));
			for (String column : List.of("CPU", "rate")) {
				for (String base : List.of("nginx", "stock")) {
					cell(system.equals(base) ? "1" : this.measurements.ratios(workload, system, base, column).text(2));
				}
			}
			this.text.append('\n');
		}
	}

	private void startUp() {
		String workload = "start-up";
		heading("Start-up and memory at rest",
				List.of("first response, ms", "/ stock", "reported by Spring Boot, ms", "/ stock", "CPU, ms", "/ stock",
						"resident, MiB", "− stock", "heap in use, MiB", "− stock"));
		for (String system : systems(workload)) {
			this.text.append("| ").append(system).append(" |");
			for (String column : List.of("time ms", "Boot ms", "CPU ms")) {
				cell(this.measurements.figures(workload, system, column).text(0));
				cell(system.equals("stock") ? "1" : this.measurements.ratios(workload, system, "stock", column).text(3));
			}
			for (String column : List.of("resident MiB", "heap MiB")) {
				Figures above = this.measurements.differences(workload, system, "stock", column);
				cell(this.measurements.figures(workload, system, column).text(2));
				cell(system.equals("stock") ? "0" : above.text(2));
			}
			this.text.append('\n');
		}
	}

	private List<String> systems(String workload) {
		return SYSTEMS.stream().filter((system) -> this.measurements.has(workload, system)).toList();
	}

	private double median(String workload, String system, String column) {
		return this.measurements.figures(workload, system, column).median();
	}

	private void heading(String heading, List<String> columns) {
		this.text.append("\n## ").append(heading).append("\n\n| |");
		columns.forEach(this::cell);
		this.text.append("\n|---|").append("---:|".repeat(columns.size())).append('\n');
	}

	private void cell(String content) {
		this.text.append(' ').append(content).append(" |");
	}

	/**
	 * Neither what was not measured nor what is compared with itself.
	 */
	private static boolean figure(String text) {
		return !text.equals("–") && !text.equals("1");
	}

}
