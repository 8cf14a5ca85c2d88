package dev.mediaboot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The files below a directory, as they are at the moment of the request.
 * <p>
 * A file is found by a look, an opening and another look. Only when both looks are equal
 * do its size, its validators and its bytes belong together; otherwise somebody is
 * changing it, and it is looked for again.
 */
final class DirectoryStore implements MediaStore {

	private static final int ATTEMPTS = 32;

	private static final int DESCRIBED_BY_CONTENT = 256 * 1024;

	private static final String SYSTEM = System.getProperty("os.name", "");

	private static final boolean WINDOWS = SYSTEM.startsWith("Windows");

	private final Path root;

	private final Symlinks symlinks;

	private final EntityTags entityTags;

	private final Clock clock;

	/** Elsewhere a name may be found in upper case and asked for in lower case. */
	private final boolean spelledExactly;

	private final FileClock fileClock;

	private final ContentTags contentTags;

	DirectoryStore(Path root, Symlinks symlinks, EntityTags entityTags) {
		this(root, symlinks, entityTags, Clock.systemUTC());
	}

	DirectoryStore(Path root, Symlinks symlinks, EntityTags entityTags, Clock clock) {
		this(root, symlinks, entityTags, clock, FileClock.SYSTEM, new ContentTags());
	}

	DirectoryStore(Path root, Symlinks symlinks, EntityTags entityTags, Clock clock, FileClock fileClock,
			ContentTags contentTags) {
		this.root = root.toAbsolutePath().normalize();
		this.symlinks = symlinks;
		this.entityTags = entityTags;
		this.clock = clock;
		this.fileClock = fileClock;
		this.contentTags = contentTags;
		this.spelledExactly = SYSTEM.equals("Linux") && this.root.getFileSystem() == FileSystems.getDefault();
	}

	@Override
	public void check() {
		DirectoryRoot.check(this.root);
	}

	@Override
	public List<Path> directories() {
		return List.of(this.root);
	}

	@Override
	public @Nullable MediaFile find(MediaPath path) throws IOException {
		Path relative = relative(path);
		if (relative == null) {
			return null;
		}
		Path name = this.root.resolve(relative);
		if (!isThere(name)) {
			return null;
		}
		FileSystemException unavailable = null;
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			boolean straight = attempt == 0 && this.spelledExactly;
			Candidate candidate = straight ? lookStraight(name) : look(relative);
			if (candidate == null && !straight) {
				return null;
			}
			try {
				unavailable = null;
				MediaFile file = (candidate != null) ? open(candidate, name) : null;
				if (file != null) {
					return file;
				}
			}
			catch (AccessDeniedException ex) {
				return null;
			}
			catch (FileSystemException ex) {
				// Its subclasses tell of a file that went away or may not be read, the
				// class itself of a link that was met, or, if that goes on, of a system
				// without a descriptor left.
				unavailable = (ex.getClass() == FileSystemException.class) ? ex : null;
			}
		}
		if (unavailable != null) {
			throw unavailable;
		}
		return null;
	}

	/**
	 * Asks twice before a file is missing: when the root is a link that was just pointed
	 * elsewhere, and the directory it led to is gone, the second look is led by the new
	 * one.
	 */
	private static boolean isThere(Path name) {
		boolean there = Files.isRegularFile(name);
		if (!there) {
			there = Files.isRegularFile(name);
		}
		return there;
	}

	private @Nullable Path relative(MediaPath path) {
		if (path.segments().isEmpty() || (WINDOWS && path.segments().stream().anyMatch(WindowsNames::isAlias))) {
			return null;
		}
		try {
			return this.root.getFileSystem().getPath(String.join("/", path.segments()));
		}
		catch (InvalidPathException ex) {
			// No file of this system can have such a name.
			return null;
		}
	}

	/**
	 * Looks at a file to which no link leads, as is the rule. The opening finds out when
	 * that is not so.
	 */
	private @Nullable Candidate lookStraight(Path name) {
		try {
			FileIdentity identity = FileIdentity.of(name);
			return (identity != null) ? new Candidate(this.root, name, identity) : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Looks at what a path leads to now, following links as far as they may be.
	 * @return the file, or {@code null} when there is none that may be served
	 */
	private @Nullable Candidate look(Path relative) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Path realRoot = null;
			try {
				realRoot = this.root.toRealPath();
				Path expected = realRoot.resolve(relative);
				Path real = expected.toRealPath();
				if (!isAllowed(realRoot, relative, expected, real)) {
					return null;
				}
				FileIdentity identity = FileIdentity.of(real);
				return (identity != null) ? new Candidate(realRoot, real, identity) : null;
			}
			catch (IOException ex) {
				if (Objects.equals(realRoot, realRootOrNull())) {
					return null;
				}
				// The root is a link that was just pointed elsewhere: look there.
			}
		}
		return null;
	}

	private @Nullable Path realRootOrNull() {
		try {
			return this.root.toRealPath();
		}
		catch (IOException ex) {
			return null;
		}
	}

	private boolean isAllowed(Path realRoot, Path relative, Path expected, Path real) throws IOException {
		if (isSame(real, expected)) {
			return true;
		}
		return switch (this.symlinks) {
			case DENY -> false;
			case WITHIN_ROOT -> real.startsWith(realRoot) && isSpelledAsStored(realRoot, relative);
			case FOLLOW -> isSpelledAsStored(realRoot, relative);
		};
	}

	/**
	 * Whether only links make the real path another one, and not a file system to which
	 * upper and lower case are the same.
	 */
	private static boolean isSpelledAsStored(Path realRoot, Path relative) throws IOException {
		Path directory = realRoot;
		for (Path name : relative) {
			Path entry = directory.resolve(name);
			Path real = entry.toRealPath();
			if (!isSame(real, entry) && !Files.isSymbolicLink(entry)) {
				return false;
			}
			directory = real;
		}
		return true;
	}

	/** To the letter: where upper and lower case are the same, paths are equal too. */
	private static boolean isSame(Path one, Path other) {
		return one.toString().equals(other.toString());
	}

	/**
	 * Opens what was looked at.
	 * @return the file, or {@code null} when it is not, or no longer, what was looked at
	 */
	private @Nullable MediaFile open(Candidate candidate, Path name) throws IOException {
		FileChannel channel = ConfinedOpening.open(candidate.realRoot(), candidate.real(), candidate.identity());
		if (channel == null) {
			return null;
		}
		boolean held = false;
		try {
			MediaFile file = describe(name, candidate.identity(), channel);
			if (channel.size() != file.length() || !candidate.identity().equals(FileIdentity.of(candidate.real()))) {
				return null;
			}
			held = file instanceof OpenedFile;
			return file;
		}
		finally {
			if (!held) {
				channel.close();
			}
		}
	}

	private MediaFile describe(Path name, FileIdentity identity, FileChannel channel) throws IOException {
		FileClock.Age age = this.fileClock.age(identity, name, this.clock.instant());
		if (age != FileClock.Age.OLD && identity.size() <= DESCRIBED_BY_CONTENT) {
			this.contentTags.expect(identity);
			return new BytesFile(read(channel, (int) identity.size()), identity.lastModified());
		}
		if (age == FileClock.Age.YOUNG) {
			// Another change may hide behind the same identity: nothing vouches for the
			// bytes.
			return new OpenedFile(channel, name, identity, null);
		}
		String etag = (this.entityTags == EntityTags.CONTENT || this.contentTags.isExpected(identity))
				? this.contentTags.get(identity, OpenedFile.slice(channel, 0, identity.size()), () -> find(again(name)))
				: null;
		return new OpenedFile(channel, name, identity, (etag != null) ? etag : EntityTag.of(identity));
	}

	private MediaPath again(Path name) {
		List<String> segments = new ArrayList<>();
		this.root.relativize(name).forEach((segment) -> segments.add(segment.toString()));
		return Objects.requireNonNull(MediaPath.of(segments, false), "the path has been found before");
	}

	private static byte[] read(FileChannel channel, int size) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(size);
		while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) >= 0) {
			continue;
		}
		return Arrays.copyOf(buffer.array(), buffer.position());
	}

	@Override
	public String toString() {
		return this.root + ((this.symlinks != Symlinks.WITHIN_ROOT)
				? ", links: " + this.symlinks.name().toLowerCase(Locale.ROOT) : "");
	}

	/**
	 * A file that was looked at and not opened yet: below the root without any link, or
	 * where the links lead.
	 */
	private record Candidate(Path realRoot, Path real, FileIdentity identity) {
	}

}
