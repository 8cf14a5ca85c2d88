package dev.mediaboot.safety;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStore;
import dev.mediaboot.http.RangeRequest;
import dev.mediaboot.http.Validators;
import dev.mediaboot.store.MediaStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * R4: the work that a request asks for is bounded before anything is read.
 */
class BoundedWorkTests extends RefusedPathContract {

	BoundedWorkTests(AttackedServer server) {
		super(server);
	}

	@Override
	Stream<Attack> attacks() {
		return Attack.of("CVE-2026-41842 Spring, the work for a name grows faster than the name, R4",
				"/site/app" + "-0123456789abcdef".repeat(300) + ".js", "/site/" + "a.".repeat(3000) + "js",
				"/site/" + "a/".repeat(3000), "/site" + "/".repeat(6000), "/site/" + "%2e".repeat(2000));
	}

	static Stream<Ranges> ranges() {
		String many = IntStream.range(0, 99)
			.mapToObj((i) -> i * 1000 + "-" + i * 1000)
			.collect(Collectors.joining(","));
		return Stream.of(
				new Ranges("CVE-2011-3192 Apache httpd, overlapping ranges multiply memory, R4",
						"bytes=0-,"
								+ IntStream.range(0, 1300).mapToObj((i) -> "5-" + i).collect(Collectors.joining(",")),
						200, 0, 100_000),
				new Ranges("CVE-2011-3192 Apache httpd, overlapping ranges multiply memory, R4",
						"bytes=0-" + ",0-".repeat(98), 206, 0, 100_000),
				new Ranges("CVE-2018-15756 Spring, any number of ranges, R4", "bytes=" + many + ",99000-,99001-", 200,
						0, 100_000),
				new Ranges("CVE-2018-15756 Spring, ranges that overlap, R4", "bytes=0-59999,50000-89999,10-20", 206, 0,
						90_000),
				new Ranges("CVE-2025-62727 Starlette, ranges are merged in quadratic time, R4",
						"bytes=" + "0-,1-".repeat(1) + ",2-".repeat(2400), 200, 0, 100_000),
				new Ranges("CVE-2024-26141 Rack, an answer longer than the file, R4", "bytes=0-99999,0-99999,0-99999",
						206, 0, 100_000),
				new Ranges("CVE-2024-26141 Rack, an answer longer than the file, R4", "bytes=0-99998,-1,0-0", 206, 0,
						100_000),
				new Ranges("CVE-2026-34826 Rack, many small ranges that overlap, R4", "bytes=0-1" + ",0-1".repeat(99),
						206, 0, 2),
				new Ranges("CVE-2026-34826 Rack, many small ranges that overlap, R4", "bytes=0-1" + ",0-1".repeat(100),
						200, 0, 100_000),
				new Ranges("CVE-2026-33658 Rails Active Storage, no limit of ranges, R4",
						"bytes=0-0" + ",9-9".repeat(1500), 200, 0, 100_000),
				new Ranges("CVE-2017-7529 nginx, a suffix longer than a long, R4", "bytes=-9223372036854775808", 206, 0,
						100_000),
				new Ranges("CVE-2017-7529 nginx, a suffix longer than a long, R4", "bytes=-18446744073709551615", 206,
						0, 100_000),
				new Ranges("CVE-2017-7529 nginx, suffixes whose sum overflows, R4", "bytes=-17208,-9223372036854758792",
						206, 0, 100_000),
				new Ranges("CVE-2017-7529 nginx, a range whose end overflows, R4", "bytes=1-9223372036854775807", 206,
						1, 99_999),
				new Ranges("CVE-2017-7529 nginx, a range whose end overflows, R4", "bytes=99999-" + "9".repeat(1000),
						206, 99_999, 1),
				new Ranges("CVE-2017-7529 nginx, a negative range, R4", "bytes=--1", 200, 0, 100_000));
	}

	@ParameterizedTest
	@MethodSource("ranges")
	void rangesAreBounded(Ranges ranges) throws IOException {
		RawAnswer answer = this.server.get("/media/bytes.bin", "Range: " + ranges.field());
		assertThat(answer.head()).startsWith("HTTP/1.1 " + ranges.status() + " ")
			.contains("\r\nContent-Length: " + ranges.length());
		assertThat(
				answer.head()
					.contains("\r\nContent-Range: bytes " + ranges.first() + "-"
							+ (ranges.first() + ranges.length() - 1) + "/100000\r\n"))
			.isEqualTo(ranges.status() == 206);
		assertThat(answer.body())
			.isEqualTo(Arrays.copyOfRange(AttackedFiles.BYTES, ranges.first(), ranges.first() + ranges.length()));
	}

	@ParameterizedTest(name = "CVE-2017-7529 nginx, arithmetic on ranges overflows, R4: {0} of {1}")
	@CsvSource({ "bytes=0-,9223372036854775807", "bytes=-9223372036854775807,9223372036854775807",
			"bytes=4611686018427387903-,4611686018427387904", "'bytes=0-0,-1',9223372036854775807",
			"'bytes=0-9223372036854775806,5-',9223372036854775807", "bytes=-1,1", "bytes=0-,1" })
	void partsOfTheLargestFilesLieWithin(String field, long length) {
		RangeRequest request = RangeRequest.of(Map.of("Range", field)::get, new Validators(null, null), length,
				Instant.EPOCH);
		assertThat(request.ranges()).isNotEmpty().allSatisfy((range) -> {
			assertThat(range.first()).isBetween(0L, length);
			assertThat(range.length()).isBetween(1L, length - range.first());
		});
	}

	@Test
	void manyDistantRangesCostNoMoreThanTheyBring() throws IOException {
		// CVE-2011-3192 and CVE-2018-15756: as many ranges as are answered at all, R4
		RawAnswer answer = this.server.get("/media/bytes.bin", hundredRanges());
		assertThat(answer.head()).startsWith("HTTP/1.1 206 ").contains("multipart/byteranges");
		assertThat(answer.body()).hasSizeLessThan(AttackedFiles.BYTES.length / 2);
	}

	@ParameterizedTest(name = "CVE-2025-62727 Starlette, a field that costs more than its length, R4: {0}")
	@ValueSource(strings = { ",", "0-,", "1-2,", " ", "\t,", "-", "-1,", "0-99999999999999999999," })
	void fieldsOfAnyLengthAreReadInTime(String piece) {
		String field = "bytes=" + piece.repeat(1_000_000);
		assertTimeoutPreemptively(Duration.ofSeconds(5), () -> RangeRequest.of(Map.of("Range", field)::get,
				new Validators(null, null), 1_000_000, Instant.EPOCH));
	}

	@Test
	void rangesOfPackedFileUnpackItOnce() throws IOException {
		// CVE-2026-41842 Spring and CVE-2011-3192 Apache httpd: the work is bounded, R4
		PackedClassLoader packed = new PackedClassLoader(AttackedFiles.BYTES);
		try (MediaRegistry.Registration mount = this.server.registry().mount("/packed", packed.store())) {
			this.server.get(mount.mount().url() + "/bytes.bin");
			packed.unpacked().set(0);
			assertThat(this.server.get(mount.mount().url() + "/bytes.bin", hundredRanges()).head())
				.startsWith("HTTP/1.1 20");
			assertThat(packed.unpacked().get()).isLessThan(2L * AttackedFiles.BYTES.length);
		}
	}

	private static String hundredRanges() {
		return IntStream.range(0, 100)
			.mapToObj((i) -> i * 1000 + "-" + i * 1000)
			.collect(Collectors.joining(",", "Range: bytes=", ""));
	}

	@Test
	void deepFileTakesFewDescriptors() throws Exception {
		// CVE-2026-41842 Spring: static resources exhaust what the server has, R4
		Path directory = this.server.path("deep");
		StringBuilder target = new StringBuilder();
		for (int i = 0; i < 500; i++) {
			directory = directory.resolve("d");
			target.append("d/");
		}
		Files.createDirectories(directory);
		Files.writeString(directory.resolve("a.txt"), "deep");
		MediaStore store = MediaStores.directory(this.server.path("deep"));
		MediaPath path = Objects.requireNonNull(MediaPath.parse(target + "a.txt"));
		AtomicBoolean done = new AtomicBoolean();
		long before = descriptors();
		CompletableFuture<Long> most = CompletableFuture.supplyAsync(() -> {
			long maximum = 0;
			while (!done.get()) {
				maximum = Math.max(maximum, descriptors());
			}
			return maximum;
		});
		for (int i = 0; i < 100; i++) {
			try (MediaFile file = store.find(path)) {
				assertThat(file).isNotNull();
			}
		}
		done.set(true);
		assertThat(most.get() - before).isLessThan(200);
	}

	private static long descriptors() {
		return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
				? system.getOpenFileDescriptorCount() : 0;
	}

	/**
	 * A Range and the one part of the file that it may bring.
	 */
	record Ranges(String label, String field, int status, int first, int length) {

		@Override
		public String toString() {
			return this.label + ": " + this.field.substring(0, Math.min(this.field.length(), 40));
		}

	}

}
