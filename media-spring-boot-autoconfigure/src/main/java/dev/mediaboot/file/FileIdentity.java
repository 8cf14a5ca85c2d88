package dev.mediaboot.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.mediaboot.EntityTag;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a regular file, read in one look. While they stay equal, the file is
 * the same and unchanged, unless it was changed within the same tick of the
 * {@link FileClock}.
 *
 * @param size the size in bytes
 * @param modified when the content was last changed, a time that can be set at will
 * @param changed when the inode was last changed, a time that cannot be set; the same as
 * {@code modified} where the system does not know it
 * @param key the device and the inode, or the closest equivalent
 * @since 0.1.0
 */
public record FileIdentity(long size, FileTime modified, FileTime changed, Object key) {

	/**
	 * Containers and archives stamp files with the epoch or with 1980-01-01, in any time
	 * zone, and build tools with 1980-02-01: none of these times reveals an age.
	 */
	private static final Instant MEANINGLESS = Instant.parse("1980-02-02T00:00:00Z");

	/**
	 * Looks at a file without following a link.
	 * @param file the file
	 * @return the identity, or {@code null} when it is not a regular file
	 * @throws IOException when the file is missing or its attributes cannot be read
	 */
	public static @Nullable FileIdentity of(Path file) throws IOException {
		if (isUnix(file)) {
			Map<String, Object> attributes = Files.readAttributes(file,
					"unix:isRegularFile,size,lastModifiedTime,ctime,fileKey", LinkOption.NOFOLLOW_LINKS);
			return get(attributes, "isRegularFile", Boolean.class) ? new FileIdentity(
					get(attributes, "size", Long.class), get(attributes, "lastModifiedTime", FileTime.class),
					get(attributes, "ctime", FileTime.class), get(attributes, "fileKey", Object.class)) : null;
		}
		BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class,
				LinkOption.NOFOLLOW_LINKS);
		if (!attributes.isRegularFile()) {
			return null;
		}
		Object key = (attributes.fileKey() != null) ? attributes.fileKey()
				: List.of(file.toString(), attributes.creationTime());
		return new FileIdentity(attributes.size(), attributes.lastModifiedTime(), attributes.lastModifiedTime(), key);
	}

	/**
	 * Whether a name leads to this very file, unchanged.
	 * @param name the name, which is not itself a link
	 * @return {@code false} also when nothing has that name
	 */
	public boolean isFoundBy(Path name) {
		try {
			if (isUnix(name)) {
				Map<String, Object> attributes = Files.readAttributes(name, "unix:size,lastModifiedTime,ctime,fileKey",
						LinkOption.NOFOLLOW_LINKS);
				return this.changed.equals(attributes.get("ctime")) && this.key.equals(attributes.get("fileKey"))
						&& this.modified.equals(attributes.get("lastModifiedTime"))
						&& attributes.get("size") instanceof Long size && size == this.size;
			}
			return equals(of(name));
		}
		catch (IOException ex) {
			return false;
		}
	}

	static boolean isUnix(Path file) {
		return file.getFileSystem().supportedFileAttributeViews().contains("unix");
	}

	private static <T> T get(Map<String, Object> attributes, String name, Class<T> type) {
		return type.cast(Objects.requireNonNull(attributes.get(name), name));
	}

	/**
	 * Returns when the content was last changed.
	 * @return the time, or {@code null} when it reveals no age
	 */
	public @Nullable Instant lastModified() {
		Instant time = this.modified.toInstant();
		return time.isBefore(MEANINGLESS) ? null : time;
	}

	/**
	 * Returns a tag that discloses neither the inode number nor the times.
	 * @return the opaque part of an entity tag, the same for equal identities
	 */
	public String etag() {
		return EntityTag.ofVersion(toString());
	}

}
