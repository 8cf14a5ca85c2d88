package dev.mediaboot;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Size and hit counts of the cache at one moment.
 *
 * @param maxBytes the maximum memory in bytes
 * @param bytes the memory that its files take, in bytes
 * @param files the number of files it holds
 * @param hits how often a file was found in it
 * @param misses how often a file had to be opened
 * @param evictions how many files had to make room for others
 * @since 0.1.0
 */
public record CacheFigures(long maxBytes, long bytes, long files, long hits, long misses, long evictions) {

	/**
	 * Supplies the figures, or {@code null} where there is no cache. A bean of this type
	 * is published by the endpoint and as metrics.
	 */
	@FunctionalInterface
	public interface Source extends Supplier<@Nullable CacheFigures> {

	}

}
