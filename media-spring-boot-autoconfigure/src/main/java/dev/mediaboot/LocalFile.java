package dev.mediaboot;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where an ordinary file lies, for those who can read it by themselves, such as a web
 * server in front of the application. Which file has that path may have changed since.
 *
 * @param directory the directory of the store that found the file, one of its
 * {@linkplain MediaStore#directories() directories}
 * @param path the absolute path; below the directory no part of it is a symbolic link
 * @param relative the path below the directory, or {@code null} when a link has led out
 * of it
 * @since 0.1.0
 */
public record LocalFile(Path directory, Path path, @Nullable Path relative) {
}
