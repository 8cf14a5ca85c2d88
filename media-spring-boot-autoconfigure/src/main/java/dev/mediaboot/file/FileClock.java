package dev.mediaboot.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The clocks that stamp files. They advance in ticks, so two changes may carry the same
 * time, and the clock of another host may be wrong.
 * <p>
 * The kernel stamps the local file systems of Linux, all from the same clock: a new file
 * in the directory for temporary files shows its current time.
 *
 * @since 0.1.0
 */
public final class FileClock {

	/** The clocks of this system. */
	public static final FileClock SYSTEM = new FileClock(FileClock::typeOf, Stamps::next);

	/** File systems stamped by the kernel's clock, to the nanosecond or to the second. */
	private static final Set<String> KERNEL = Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "tmpfs", "ramfs",
			"overlay");

	/** File systems stamped on this host, by a clock that cannot be read. */
	private static final Set<String> LOCAL = Set.of("zfs", "bcachefs", "jfs", "ntfs3", "apfs", "hfs", "NTFS", "ReFS");

	/** The longest tick is 10 ms; the rest allows for a busy processor. */
	private static final Duration LOCAL_DOUBT = Duration.ofMillis(50);

	/**
	 * FAT has a resolution of two seconds, others of one, and the clock of another host
	 * is hardly further off.
	 */
	private static final Duration DOUBT = Duration.ofSeconds(2);

	/**
	 * Assume that a write takes at least this long, in milliseconds: its time stamp is
	 * that of its start.
	 */
	private static final long SHORTEST_WRITE = 10;

	/** How many bytes even a delayed write completes in a millisecond. */
	private static final long WRITTEN = 50_000;

	/** How long the type of a device's file system is remembered. */
	private static final Duration MEMORY = Duration.ofSeconds(10);

	private static final int DEVICES = 100;

	private final Function<Path, @Nullable String> types;

	private final Supplier<@Nullable Instant> stamps;

	private final Map<Object, Device> devices = new ConcurrentHashMap<>();

	private volatile Instant latest = Instant.MIN;

	/**
	 * Creates a clock for tests.
	 * @param types returns the type of the file system that a file is on, if known
	 * @param stamps returns the time that the kernel would stamp a file with, if known
	 */
	public FileClock(Function<Path, @Nullable String> types, Supplier<@Nullable Instant> stamps) {
		this.types = types;
		this.stamps = stamps;
	}

	/**
	 * Returns how far the identity of a file can be trusted.
	 * @param identity the identity
	 * @param file a path that leads to the file
	 * @param now the time the file was looked at
	 * @return its age
	 */
	public Age age(FileIdentity identity, Path file, Instant now) {
		Instant changed = identity.changed().toInstant();
		if (!changed.plus(DOUBT).isAfter(now)) {
			return Age.OLD;
		}
		if (changed.isAfter(now)) {
			return Age.YOUNG;
		}
		String type = type(file);
		boolean kernel = KERNEL.contains(type);
		boolean fine = changed.getNano() != 0 && (kernel || LOCAL.contains(type));
		if (fine && !changed.plus(LOCAL_DOUBT).isAfter(now)) {
			return Age.OLD;
		}
		return (kernel && !isBeingWritten(identity, now) && hasMovedOn(changed, now)) ? Age.SETTLED : Age.YOUNG;
	}

	/** A change of the inode alone, such as moving a file into place, is atomic. */
	private static boolean isBeingWritten(FileIdentity identity, Instant now) {
		long write = Math.max(SHORTEST_WRITE, identity.size() / WRITTEN);
		return identity.modified().equals(identity.changed())
				&& identity.changed().toInstant().plusMillis(write).isAfter(now);
	}

	private boolean hasMovedOn(Instant changed, Instant now) {
		Instant stamp = this.latest;
		// A stamp in the future dates from before the clock was set back.
		if (stamp.isAfter(now) || !isBefore(changed, stamp)) {
			stamp = this.stamps.get();
			if (stamp == null) {
				return false;
			}
			this.latest = stamp;
		}
		return isBefore(changed, stamp);
	}

	/** Old file systems round the time down to the second. */
	private static boolean isBefore(Instant changed, Instant stamp) {
		return changed.isBefore((changed.getNano() != 0) ? stamp : stamp.truncatedTo(ChronoUnit.SECONDS));
	}

	/**
	 * Remembered, because the lookup reads the list of mounts on Linux, which takes
	 * longer than opening a file.
	 */
	private String type(Path file) {
		Object device = device(file);
		Device known = (device != null) ? this.devices.get(device) : null;
		if (known != null && System.nanoTime() - known.since() < MEMORY.toNanos()) {
			return known.type();
		}
		String type = this.types.apply(file);
		if (type == null) {
			return "";
		}
		if (device != null) {
			if (this.devices.size() >= DEVICES) {
				this.devices.clear();
			}
			this.devices.put(device, new Device(type, System.nanoTime()));
		}
		return type;
	}

	private static @Nullable Object device(Path file) {
		try {
			return FileIdentity.isUnix(file) ? Files.getAttribute(file, "unix:dev") : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static @Nullable String typeOf(Path file) {
		try {
			return Files.getFileStore(file).type();
		}
		catch (IOException | RuntimeException ex) {
			return null;
		}
	}

	/**
	 * How far the identity of a file can be trusted.
	 */
	public enum Age {

		/** Another change may leave the identity the same. */
		YOUNG,

		/** Only a long write that has already begun may leave the identity the same. */
		SETTLED,

		/** The identity vouches for the content. */
		OLD

	}

	private record Device(String type, long since) {
	}

	/**
	 * Reads the kernel's clock.
	 */
	private static final class Stamps {

		private static final @Nullable Path DIRECTORY = directory();

		private static @Nullable Path directory() {
			try {
				Path directory = Path.of(System.getProperty("java.io.tmpdir"));
				boolean linux = System.getProperty("os.name", "").equals("Linux");
				return (linux && KERNEL.contains(Files.getFileStore(directory).type())) ? directory : null;
			}
			catch (IOException | RuntimeException ex) {
				return null;
			}
		}

		private static @Nullable Instant next() {
			if (DIRECTORY == null) {
				return null;
			}
			try {
				Path file = Files.createTempFile(DIRECTORY, "media", null);
				try {
					FileTime stamp = (FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
					return stamp.toInstant();
				}
				finally {
					Files.deleteIfExists(file);
				}
			}
			catch (IOException | RuntimeException ex) {
				return null;
			}
		}

	}

}
