import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What is to be reached, and whether it is. What the targets are is said nowhere else.
 */
final class Targets {

	private final List<Target> all = new ArrayList<>();

	Targets() {
		cpu("1k", 1.5, 1.2);
		cpu("10k", 1.6, 1.3);
		cpu("100k", 1.5, 1.3);
		cpu("many", 1.6, 1.3);
		cpu("304", 1.8, 1.4);
		cpu("404", 1.8, 1.4);
		cpu("h2", 1.8, 1.5);
		cpu("range", 1.0, 0.9);
		cpu("100m", 0.9, 0.8);
		cpu("1g", 0.9, 0.8);
		for (String workload : Report.workloads()) {
			ratio(workload, "CPU", "jetty", "mvc", 1.3);
		}
		for (String workload : List.of("1k", "304", "404")) {
			add(workload, "cost of counting: CPU / mvc", "actuator", "mvc", 1.03,
					(measurements) -> measurements.ratios(workload, "actuator", "mvc", "CPU").median());
		}
		for (String system : List.of("mvc", "filter", "jetty")) {
			slow("slow", system);
			slow("slow10k", system);
			add("slow10k", "memory, MiB", system, system, 1.2 * 1024,
					(measurements) -> measurements.figures("slow10k", system, "memory MiB").max());
		}
		for (String system : List.of("mvc", "filter")) {
			ratio("start-up", "time ms", system, "stock", 1.03);
			add("start-up", "resident, MiB above stock", system, "stock", 5,
					(measurements) -> measurements.differences("start-up", system, "stock", "resident MiB").median());
		}
	}

	private void cpu(String workload, double mvc, double filter) {
		ratio(workload, "CPU", "mvc", "nginx", mvc);
		ratio(workload, "CPU", "filter", "nginx", filter);
	}

	private void ratio(String workload, String column, String system, String base, double limit) {
		add(workload, column.replace(" ms", "") + " / " + base, system, base, limit,
				(measurements) -> measurements.ratios(workload, system, base, column).median());
	}

	/**
	 * Every reader gets 7.5 KiB a second, or counts as an error, and the application answers meanwhile.
	 */
	private void slow(String workload, String system) {
		add(workload, "readers not served, failures of `/ping`", system, system, 0,
				(measurements) -> measurements.errors(workload, system));
		add(workload, "p99 of `/ping`, ms", system, system, 20,
				(measurements) -> measurements.figures(workload, system, "p99 ms").median());
	}

	private void add(String workload, String what, String system, String base, double limit,
			ToDoubleFunction<Measurements> figure) {
		this.all.add(new Target(workload, what, system, base, limit, figure));
	}

	/**
	 * A line for each target of which something was measured.
	 */
	String markdown(Measurements measurements) {
		StringBuilder lines = new StringBuilder();
		for (Target target : this.all) {
			if (measurements.has(target.workload(), target.system())
					&& measurements.has(target.workload(), target.base())) {
				lines.append(target.line(measurements));
			}
		}
		return lines.isEmpty() ? "" : "\n## Targets\n\n| | | | at most | measured | |\n|---|---|---|---:|---:|---|\n" + lines;
	}

	private record Target(String workload, String what, String system, String base, double limit,
			ToDoubleFunction<Measurements> figure) {

		String line(Measurements measurements) {
			double measured = this.figure.applyAsDouble(measurements);
			// With errors a figure means nothing
			boolean errors = measurements.errors(this.workload, this.system)
					+ measurements.errors(this.workload, this.base) > 0;
			int digits = (this.limit == 0 || this.limit > 100) ? 0 : (this.limit < 5) ? 2 : 1;
			return "| " + Report.title(this.workload) + " | " + this.what + " | " + this.system + " | "
					+ Figures.text(this.limit, digits) + " | " + Figures.text(measured, digits) + " | "
					+ (errors ? "**missed**: errors" : (measured <= this.limit) ? "met" : "**missed**") + " |\n";
		}

	}

}
