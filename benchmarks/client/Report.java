import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Makes tables of measurements: medians over the rounds, and of the ratios within each round.
 *
 * <pre>
 * java Report.java MEASUREMENTS.csv
 * </pre>
 */
final class Report {

	private static final Map<String, String> TITLES = new LinkedHashMap<>();
	static {
		TITLES.put("1k", "1 KiB");
		TITLES.put("10k", "10 KiB");
		TITLES.put("100k", "100 KiB");
		TITLES.put("many", "10,000 files of 4 KiB");
		TITLES.put("304", "304");
		TITLES.put("404", "404");
		TITLES.put("h2", "1 KiB over HTTP/2");
		TITLES.put("range", "1 MiB of 1 GiB");
		TITLES.put("100m", "100 MiB");
		TITLES.put("1g", "1 GiB");
		TITLES.put("slow", "1,000 slow readers");
		TITLES.put("slow10k", "10,000 slow readers");
	}

	/**
	 * One line. Round 0 is the warm-up, which counts for its errors only.
	 */
	private record Cell(int round, String workload, String system, String requests, double rate, String rateUnit,
			double p50, double p99, double cpu, String cpuUnit, double memory, long errors) {

		static Cell parse(String line) {
			String[] parts = line.split(",");
			return new Cell(Integer.parseInt(parts[0]), parts[1], parts[2], parts[3], number(parts[4]), parts[5],
					number(parts[6]), number(parts[7]), number(parts[8]), parts[9], number(parts[10]),
					Long.parseLong(parts[11]));
		}

		private static double number(String text) {
			return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
		}

	}

	private final List<Cell> cells;

	private final Set<String> systems = new LinkedHashSet<>();

	private final Set<String> workloads = new LinkedHashSet<>();

	private Report(List<Cell> cells) {
		this.cells = cells;
		cells.stream().filter((cell) -> cell.round() > 0).forEach((cell) -> {
			this.systems.add(cell.system());
			this.workloads.add(cell.workload());
		});
	}

	public static void main(String[] args) throws IOException {
		List<String> lines = Files.readAllLines(Path.of(args[0]));
		System.out.print(new Report(lines.stream().skip(1).map(Cell::parse).toList()).markdown());
	}

	private String markdown() {
		StringBuilder text = new StringBuilder();
		for (String base : new String[] { "nginx", "stock" }) {
			if (this.systems.contains(base)) {
				text.append("\n## Server CPU, ratio to ").append(base).append(", lower is better\n\n");
				matrix(text, base);
			}
		}
		for (String workload : this.workloads) {
			text.append("\n## ").append(TITLES.getOrDefault(workload, workload)).append("\n\n");
			table(text, workload);
		}
		return text.toString();
	}

	private void matrix(StringBuilder text, String base) {
		List<String> columns = this.workloads.stream().filter((workload) -> !workload.startsWith("slow")).toList();
		text.append("| |");
		columns.forEach((workload) -> text.append(' ').append(TITLES.getOrDefault(workload, workload)).append(" |"));
		text.append("\n|---|").append("---:|".repeat(columns.size())).append('\n');
		for (String system : this.systems) {
			text.append("| ").append(system).append(" |");
			for (String workload : columns) {
				double[] ratios = ratios(workload, system, base, Cell::cpu);
				text.append(' ').append(number(median(ratios), 2)).append(spread(ratios))
					.append((errors(workload, system) > 0) ? " (!)" : "").append(" |");
			}
			text.append('\n');
		}
	}

	private void table(StringBuilder text, String workload) {
		Cell some = this.cells.stream()
			.filter((cell) -> cell.round() > 0 && cell.workload().equals(workload))
			.findFirst()
			.orElseThrow();
		text.append("| | rate, ").append(some.rateUnit()).append(" | p50, ms | p99, ms | CPU, ").append(some.cpuUnit())
			.append(" | memory, MiB | errors | CPU / nginx | CPU / stock | rate / nginx | rate / stock |\n|---|")
			.append("---:|".repeat(10)).append('\n');
		for (String system : this.systems) {
			double cpu = median(values(workload, system, Cell::cpu));
			text.append("| ").append(system).append(" | ")
				.append(number(median(values(workload, system, Cell::rate)), 0)).append(" | ")
				.append(number(median(values(workload, system, Cell::p50)), 2)).append(" | ")
				.append(number(median(values(workload, system, Cell::p99)), 2)).append(" | ")
				.append(number(cpu, (cpu < 10) ? 2 : 1)).append(" | ")
				.append(number(Arrays.stream(values(workload, system, Cell::memory)).max().orElse(Double.NaN), 0)).append(" | ")
				.append(errors(workload, system)).append(" |");
			for (ToDoubleFunction<Cell> what : List.<ToDoubleFunction<Cell>>of(Cell::cpu, Cell::rate)) {
				for (String base : new String[] { "nginx", "stock" }) {
					double[] ratios = ratios(workload, system, base, what);
					text.append(' ').append(number(median(ratios), 2)).append(spread(ratios)).append(" |");
				}
			}
			text.append('\n');
		}
	}

	private long errors(String workload, String system) {
		return this.cells.stream().filter((cell) -> cell.workload().equals(workload) && cell.system().equals(system))
			.mapToLong(Cell::errors).sum();
	}

	private double[] values(String workload, String system, ToDoubleFunction<Cell> what) {
		return this.cells.stream()
			.filter((cell) -> cell.round() > 0 && cell.workload().equals(workload) && cell.system().equals(system))
			.mapToDouble(what).filter(Double::isFinite).toArray();
	}

	/**
	 * What the system needed, as a part of what the other one needed in the same round.
	 */
	private double[] ratios(String workload, String system, String base, ToDoubleFunction<Cell> what) {
		List<Double> ratios = new ArrayList<>();
		for (Cell cell : this.cells) {
			if (cell.round() > 0 && cell.workload().equals(workload) && cell.system().equals(system)) {
				this.cells.stream()
					.filter((other) -> other.round() == cell.round() && other.workload().equals(workload))
					.filter((other) -> other.system().equals(base))
					.mapToDouble((other) -> what.applyAsDouble(cell) / what.applyAsDouble(other))
					.filter(Double::isFinite)
					.forEach(ratios::add);
			}
		}
		return ratios.stream().mapToDouble(Double::doubleValue).toArray();
	}

	private static double median(double[] values) {
		double[] sorted = Arrays.stream(values).sorted().toArray();
		int middle = sorted.length / 2;
		if (sorted.length == 0) {
			return Double.NaN;
		}
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	private static String spread(double[] values) {
		if (values.length < 2) {
			return "";
		}
		return " (" + number(Arrays.stream(values).min().orElseThrow(), 2) + "–"
				+ number(Arrays.stream(values).max().orElseThrow(), 2) + ")";
	}

	private static String number(double value, int digits) {
		return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,." + digits + "f", value);
	}

}
