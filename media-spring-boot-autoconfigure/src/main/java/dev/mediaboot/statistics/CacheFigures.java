package dev.mediaboot.statistics;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What the cache holds, and how often it was of use.
 *
 * @param maxBytes the memory it may take
 * @param bytes the memory that its files take
 * @param files how many files it holds
 * @param hits how often a file was found in it
 * @param misses how often a file had to be opened
 * @param evictions how many files had to make room
 * @since 0.1.0
 */
public record CacheFigures(long maxBytes, long bytes, long files, long hits, long misses, long evictions) {

	/**
	 * Tells the figures, or {@code null} where there is no cache.
	 */
	@FunctionalInterface
	public interface Source extends Supplier<@Nullable CacheFigures> {

	}

}
