package dev.mediaboot.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FileClockTests {

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	@TempDir
	private Path directory;

	/**
	 * Times are milliseconds after noon; {@code written} is when the content was changed,
	 * {@code changed} when anything was, {@code stamp} what the kernel's clock shows.
	 */
	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			renamed this moment                      | ext4     | -9000 | 504  | 504  | 504   | YOUNG
			renamed, and the clock stands            | ext4     | -9000 | 504  | 512  | 504   | YOUNG
			renamed, and the clock has moved on      | ext4     | -9000 | 504  | 508  | 508   | SETTLED
			renamed, and the clock cannot be asked   | ext4     | -9000 | 504  | 553  | none  | YOUNG
			renamed, cannot be asked, long ago       | ext4     | -9000 | 504  | 554  | none  | OLD
			renamed 50 ms ago                        | ext4     | -9000 | 504  | 554  | 552   | OLD
			written, and the clock has moved on      | ext4     | 504   | 504  | 508  | 508   | YOUNG
			written a long tick ago                  | ext4     | 504   | 504  | 514  | 512   | SETTLED
			written, and the clock hardly moves      | ext4     | 504   | 504  | 540  | 504   | YOUNG
			written 50 ms ago                        | ext4     | 504   | 504  | 554  | 552   | OLD
			whole seconds, in their second           | ext3     | -9000 | 1000 | 1999 | 1996  | YOUNG
			whole seconds, in the next               | ext3     | -9000 | 1000 | 2000 | 2000  | SETTLED
			whole seconds, two ago                   | ext3     | -9000 | 1000 | 3000 | 3000  | OLD
			in the future                            | ext4     | -9000 | 600  | 599  | 604   | YOUNG
			a local clock that cannot be asked       | zfs      | -9000 | 504  | 553  | 552   | YOUNG
			a local clock, 50 ms ago                 | zfs      | -9000 | 504  | 554  | 552   | OLD
			whole seconds of a local clock           | hfs      | -9000 | 1000 | 2999 | 2996  | YOUNG
			the clock of another host                | nfs4     | -9000 | 504  | 2503 | 2500  | YOUNG
			the clock of another host, 2 seconds ago | nfs4     | -9000 | 504  | 2504 | 2504  | OLD
			a file system in user space              | fuse.ssh | -9000 | 504  | 2503 | 2500  | YOUNG
			an unknown file system                   | none     | -9000 | 504  | 2503 | 2500  | YOUNG
			an unknown file system, 2 seconds ago    | none     | -9000 | 504  | 2504 | 2504  | OLD
			""")
	void identityIsWorthWhatTheClockOfItsFileSystemIs(String file, String type, long written, long changed, long now,
			Long stamp, FileClock.Age age) {
		FileClock clock = new FileClock((path) -> type, () -> (stamp != null) ? NOON.plusMillis(stamp) : null);
		assertThat(clock.age(identity(written, changed), this.directory, NOON.plusMillis(now))).as(file).isEqualTo(age);
	}

	@ParameterizedTest
	@CsvSource({ "500000, 10, SETTLED", "1000000, 19, YOUNG", "1000000, 20, SETTLED", "1000000000, 49, YOUNG",
			"1000000000, 50, OLD" })
	void muchMayStillBeBeingWritten(long size, long millis, FileClock.Age age) {
		FileClock clock = new FileClock((path) -> "ext4", () -> NOON.plusMillis(600));
		FileTime written = FileTime.from(NOON.plusMillis(504));
		FileIdentity identity = new FileIdentity(size, written, written, 4711);
		assertThat(clock.age(identity, this.directory, NOON.plusMillis(504 + millis))).isEqualTo(age);
	}

	@Test
	void clockThatHasMovedOnIsNotAskedAgain() {
		AtomicInteger asked = new AtomicInteger();
		FileClock clock = new FileClock((path) -> "ext4", () -> {
			asked.incrementAndGet();
			return NOON.plusMillis(508);
		});
		for (int i = 0; i < 3; i++) {
			assertThat(clock.age(identity(0, 504), this.directory, NOON.plusMillis(509)))
				.isEqualTo(FileClock.Age.SETTLED);
		}
		assertThat(asked).hasValue(1);
	}

	@Test
	void whatTheClockShowedBeforeItWasSetBackCountsNoMore() {
		List<Instant> stamps = new ArrayList<>(List.of(NOON.plusSeconds(3600), NOON.plusMillis(504)));
		FileClock clock = new FileClock((path) -> "ext4", () -> stamps.remove(0));
		assertThat(clock.age(identity(0, 3_599_990), this.directory, NOON.plusSeconds(3600)))
			.isEqualTo(FileClock.Age.SETTLED);
		assertThat(clock.age(identity(0, 504), this.directory, NOON.plusMillis(507))).isEqualTo(FileClock.Age.YOUNG);
	}

	@Test
	void fileSystemIsLookedUpOnceInAWhile() {
		AtomicInteger lookedUp = new AtomicInteger();
		FileClock clock = new FileClock((path) -> {
			lookedUp.incrementAndGet();
			return "zfs";
		}, () -> null);
		for (int i = 0; i < 3; i++) {
			clock.age(identity(0, 504), this.directory, NOON.plusMillis(505));
		}
		assertThat(lookedUp).hasValue(1);
	}

	@Test
	void timeOfModificationThatAnyoneMaySetMakesNoFileOld() throws IOException {
		Path file = Files.writeString(this.directory.resolve("a.txt"), "abc");
		Instant now = Instant.now();
		Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
		assertThat(FileClock.SYSTEM.age(FileIdentity.of(file), file, now)).isNotEqualTo(FileClock.Age.OLD);
	}

	@Test
	void everyFileGrowsOld() throws IOException {
		Path file = Files.writeString(this.directory.resolve("a.txt"), "abc");
		FileIdentity identity = FileIdentity.of(file);
		Awaitility.await().until(() -> FileClock.SYSTEM.age(identity, file, Instant.now()) == FileClock.Age.OLD);
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "only there the clock of the kernel is asked")
	void whateverChangesOnceTheClockHasMovedOnHasAnotherTime() throws IOException {
		Path file = Files.writeString(this.directory.resolve("a.txt"), "abc");
		for (int i = 0; i < 200; i++) {
			Files.setLastModifiedTime(file, FileTime.fromMillis(i));
			FileIdentity identity = FileIdentity.of(file);
			while (FileClock.SYSTEM.age(identity, file, Instant.now()) == FileClock.Age.YOUNG) {
				Thread.onSpinWait();
			}
			Files.setLastModifiedTime(file, FileTime.fromMillis(i));
			assertThat(FileIdentity.of(file)).isNotEqualTo(identity);
		}
	}

	private static FileIdentity identity(long written, long changed) {
		return new FileIdentity(26, FileTime.from(NOON.plusMillis(written)), FileTime.from(NOON.plusMillis(changed)),
				4711);
	}

}
