import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The same figure in several rounds, in their order.
 */
final class Figures {

	private final double[] values;

	Figures(DoubleStream values) {
		this.values = values.filter(Double::isFinite).toArray();
	}

	boolean isEmpty() {
		return this.values.length == 0;
	}

	double median() {
		return median(this.values);
	}

	double max() {
		return Arrays.stream(this.values).max().orElse(Double.NaN);
	}

	/**
	 * The last third of the rounds as a part of the first third.
	 */
	double drift() {
		int count = this.values.length;
		int third = Math.max(1, count / 3);
		return (count < 2) ? Double.NaN : median(Arrays.copyOfRange(this.values, count - third, count))
				/ median(Arrays.copyOf(this.values, third));
	}

	/**
	 * The median and, in parentheses, the smallest and the largest.
	 */
	String text(int digits) {
		if (this.values.length < 2) {
			return text(median(), digits);
		}
		return text(median(), digits) + " (" + text(Arrays.stream(this.values).min().orElseThrow(), digits) + "–"
				+ text(max(), digits) + ")";
	}

	static String text(double value, int digits) {
		return Double.isFinite(value) ? String.format(Locale.ROOT, "%,." + digits + "f", value) : "–";
	}

	private static double median(double[] values) {
		double[] sorted = Arrays.stream(values).sorted().toArray();
		int middle = sorted.length / 2;
		if (sorted.length == 0) {
			return Double.NaN;
		}
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
