import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * What was measured, round by round.
 */
final class Measurements {

	private final List<Cell> cells = new ArrayList<>();

	/**
	 * The first line of a file names its columns: the round, the workload, the system, then the figures.
	 */
	static Measurements read(String... files) throws IOException {
		Measurements measurements = new Measurements();
		for (String file : files) {
			if (Files.exists(Path.of(file))) {
				List<String> lines = Files.readAllLines(Path.of(file));
				String[] columns = lines.get(0).split(",");
				lines.stream().skip(1).map((line) -> Cell.parse(columns, line.split(","))).forEach(measurements.cells::add);
			}
		}
		return measurements;
	}

	/**
	 * Whether there is more than a warm-up.
	 */
	boolean has(String workload, String system) {
		return !cells(workload, system).isEmpty();
	}

	/**
	 * What stands in a column that says the same for every system.
	 */
	String text(String workload, String column) {
		return this.cells.stream()
			.filter((cell) -> cell.workload().equals(workload))
			.map((cell) -> cell.fields().get(column))
			.findFirst()
			.orElseThrow();
	}

	Figures figures(String workload, String system, String column) {
		return new Figures(cells(workload, system).stream().mapToDouble((cell) -> cell.get(column)));
	}

	/**
	 * What the system needed as a part of what the other one needed in the same round.
	 */
	Figures ratios(String workload, String system, String base, String column) {
		return compare(workload, system, base, column, (one, other) -> one / other);
	}

	Figures differences(String workload, String system, String base, String column) {
		return compare(workload, system, base, column, (one, other) -> one - other);
	}

	private Figures compare(String workload, String system, String base, String column, DoubleBinaryOperator how) {
		Map<Integer, Double> others = new HashMap<>();
		cells(workload, base).forEach((cell) -> others.put(cell.round(), cell.get(column)));
		return new Figures(cells(workload, system).stream()
			.mapToDouble((cell) -> how.applyAsDouble(cell.get(column), others.getOrDefault(cell.round(), Double.NaN))));
	}

	/**
	 * Those of the warm-up too.
	 */
	long errors(String workload, String system) {
		return this.cells.stream()
			.filter((cell) -> cell.workload().equals(workload) && cell.system().equals(system))
			.mapToLong((cell) -> (long) cell.get("errors"))
			.sum();
	}

	private List<Cell> cells(String workload, String system) {
		return this.cells.stream()
			.filter((cell) -> cell.round() > 0 && cell.workload().equals(workload) && cell.system().equals(system))
			.toList();
	}

	/**
	 * One line. Round 0 is the warm-up, which counts for its errors only.
	 */
	private record Cell(int round, String workload, String system, Map<String, String> fields) {

		static Cell parse(String[] columns, String[] parts) {
			Map<String, String> fields = new HashMap<>();
			for (int i = 3; i < columns.length; i++) {
				fields.put(columns[i], parts[i]);
			}
			return new Cell(Integer.parseInt(parts[0]), parts[1], parts[2], fields);
		}

		double get(String column) {
			String text = this.fields.getOrDefault(column, "");
			return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
		}

	}

}
