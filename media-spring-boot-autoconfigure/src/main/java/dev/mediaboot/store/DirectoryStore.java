package dev.mediaboot.store;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaLocation;
import dev.mediaboot.MediaLocation.EtagSource;
import dev.mediaboot.MediaLocation.Symlinks;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.file.ContentHashes;
import dev.mediaboot.file.FileClock;
import dev.mediaboot.file.FileIdentity;
import dev.mediaboot.file.FileName;
import dev.mediaboot.file.OpenedFile;
import org.jspecify.annotations.Nullable;

/**
 * The files below a directory, as they are at the moment of the request.
 * <p>
 * A file is looked at, opened and looked at again. Its size, its validators and its bytes
 * belong together only when both looks agree; otherwise the file is being changed, and
 * the search starts again.
 */
final class DirectoryStore implements MediaStore {

	private static final int ATTEMPTS = 32;

	private static final int DESCRIBED_BY_CONTENT = 256 * 1024;

	/** The JDK keeps as much direct memory for each thread that reads onto the heap. */
	private static final int READ = 16 * 1024;

	/**
	 * The time allowed for opening a file. It was just examined, so opening it should not
	 * wait for a disk, but may wait for a network.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private static final String SYSTEM = System.getProperty("os.name", "");

	private static final boolean WINDOWS = SYSTEM.startsWith("Windows");

	private final Path root;

	private final LinkRules links;

	private final EtagSource entityTags;

	private final Clock clock;

	/**
	 * Whether a file is found by its exact name only; elsewhere a request in lower case
	 * may find a name in upper case.
	 */
	private final boolean spelledExactly;

	private final FileClock fileClock;

	private final ContentHashes contentTags;

	private final Openings openings = new Openings(PATIENCE, System::nanoTime);

	private final RootWatch rootWatch;

	private final StraightDirectories straightDirectories;

	DirectoryStore(Path root, Symlinks symlinks, EtagSource entityTags) {
		this(root, symlinks, entityTags, Clock.systemUTC());
	}

	DirectoryStore(Path root, Symlinks symlinks, EtagSource entityTags, Clock clock) {
		this(root, symlinks, entityTags, clock, FileClock.SYSTEM, new ContentHashes());
	}

	DirectoryStore(Path root, Symlinks symlinks, EtagSource entityTags, Clock clock, FileClock fileClock,
			ContentHashes contentTags) {
		this.root = root.toAbsolutePath().normalize();
		this.links = new LinkRules(symlinks);
		this.entityTags = entityTags;
		this.clock = clock;
		this.rootWatch = new RootWatch(this.root, System::nanoTime);
		this.straightDirectories = new StraightDirectories(this.root);
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
	public MediaLocation location() {
		return MediaLocation.of(this.root).withSymlinks(this.links.symlinks()).withEtagSource(this.entityTags);
	}

	@Override
	public Symlinks symlinks() {
		return this.links.symlinks();
	}

	@Override
	public @Nullable MediaFile find(MediaPath path) throws IOException {
		Path relative = relative(path);
		if (relative == null) {
			return null;
		}
		Path name = this.root.resolve(relative);
		if (!isThere(name)) {
			this.rootWatch.missed(name);
			return null;
		}
		this.rootWatch.met();
		FileSystemException unavailable = null;
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			boolean straight = attempt == 0 && this.spelledExactly;
			Candidate candidate = straight ? lookStraight(name) : look(relative);
			if (candidate == null && !straight) {
				return null;
			}
			try {
				unavailable = null;
				MediaFile file = (candidate != null) ? open(candidate, relative, straight) : null;
				if (file != null) {
					return file;
				}
			}
			catch (AccessDeniedException ex) {
				throw ex;
			}
			catch (FileSystemException ex) {
				// A subclass means that the file went away. The class itself, if it
				// persists, means that no file descriptor is left or that the disk is
				// broken.
				unavailable = (ex.getClass() == FileSystemException.class) ? ex : null;
			}
		}
		if (unavailable != null) {
			throw unavailable;
		}
		return null;
	}

	/**
	 * Looks twice before a file counts as missing: when the root is a link that was just
	 * redirected, and its old target is gone, the second look follows the link to the new
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
			// No file on this system can have this name.
			return null;
		}
	}

	/**
	 * Looks at a file as if no link led to it, which is the usual case. Opening the file
	 * reveals a link.
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
	 * Looks at the file that a path leads to now, following links as far as permitted.
	 * @return the file, or {@code null} when there is none that may be served
	 */
	private @Nullable Candidate look(Path relative) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Path realRoot = null;
			Path real = null;
			try {
				realRoot = this.root.toRealPath();
				Path expected = realRoot.resolve(relative);
				real = expected.toRealPath();
				if (this.links.allow(realRoot, relative, expected, real)) {
					FileIdentity identity = FileIdentity.of(real);
					return (identity != null) ? new Candidate(realRoot, real, identity) : null;
				}
			}
			catch (IOException ex) {
				// A part of the path is gone.
			}
			// A link may just have been redirected: the root, by a new release, or
			// "..data", by Kubernetes. Then look at its new target.
			if (Objects.equals(realRoot, realOrNull(this.root))
					&& Objects.equals(real, realOrNull(this.root.resolve(relative)))) {
				return null;
			}
		}
		return null;
	}

	private static @Nullable Path realOrNull(Path path) {
		try {
			return path.toRealPath();
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Opens the file that was looked at.
	 * @return the file, or {@code null} when it is not, or is no longer, the file that
	 * was looked at
	 */
	private @Nullable MediaFile open(Candidate candidate, Path relative, boolean straight) throws IOException {
		FileIdentity identity = candidate.identity();
		FileChannel channel = this.openings.open(candidate.real(),
				() -> ConfinedOpening.open(candidate.realRoot(), candidate.real(), identity));
		if (channel == null) {
			return null;
		}
		boolean held = false;
		try {
			if (channel.size() != identity.size()) {
				return null;
			}
			MediaFile file = describe(candidate, relative, straight, channel);
			if (file.length() != identity.size() || !identity.equals(FileIdentity.of(candidate.real()))) {
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

	private FileName name(Candidate candidate, Path relative, boolean straight) {
		Path directory = relative.getParent();
		RecentCheck way = null;
		if (!straight) {
			way = RecentCheck.ofPath(() -> candidate.equals(look(relative)));
		}
		else if (directory != null) {
			way = this.straightDirectories.check(directory);
		}
		return new FoundName(this.root, candidate.realRoot(), candidate.real(), way);
	}

	private MediaFile describe(Candidate candidate, Path relative, boolean straight, FileChannel channel)
			throws IOException {
		FileIdentity identity = candidate.identity();
		FileClock.Age age = this.fileClock.age(identity, candidate.real(), this.clock.instant());
		if (age != FileClock.Age.OLD && identity.size() <= DESCRIBED_BY_CONTENT) {
			this.contentTags.expect(identity);
			return MediaFile.of(read(channel, (int) identity.size()), identity.lastModified());
		}
		FileName name = name(candidate, relative, straight);
		if (age == FileClock.Age.YOUNG) {
			// Another change may leave the identity the same: nothing vouches for the
			// bytes.
			return new OpenedFile(channel, name, identity, null);
		}
		String etag = (this.entityTags == EtagSource.CONTENT || this.contentTags.isExpected(identity))
				? this.contentTags.get(identity, OpenedFile.slice(channel, 0, identity.size()),
						() -> find(again(relative)))
				: null;
		return new OpenedFile(channel, name, identity, (etag != null) ? etag : identity.etag());
	}

	private static MediaPath again(Path relative) {
		List<String> segments = new ArrayList<>();
		relative.forEach((segment) -> segments.add(segment.toString()));
		return Objects.requireNonNull(MediaPath.of(segments, false), "the path has been found before");
	}

	private static byte[] read(FileChannel channel, int size) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(size);
		int count = 0;
		while (count >= 0 && buffer.position() < size) {
			buffer.limit(Math.min(size, buffer.position() + READ));
			count = channel.read(buffer, buffer.position());
		}
		return Arrays.copyOf(buffer.array(), buffer.position());
	}

	@Override
	public String toString() {
		return location().toString();
	}

	/**
	 * A file that was looked at but not opened yet, by a path that has no links or that
	 * its links lead to.
	 */
	private record Candidate(Path realRoot, Path real, FileIdentity identity) {
	}

}
