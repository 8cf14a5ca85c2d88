package dev.mediaboot.cache;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import dev.mediaboot.InvalidMountException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties of the cache, which keeps small files in memory when Caffeine
 * is on the class path.
 *
 * @param enabled Whether to keep small files in memory.
 * @param maxSize Maximum amount of direct memory used by the cache. By default, an eighth
 * of the maximum heap size, but no more than 128MB. Never more than half of the available
 * direct memory.
 * @param maxFileSize Maximum size of a file to keep in memory.
 * @param revalidate Time for which a cached file is used without checking whether it has
 * changed on disk. By default, every request checks it. If a duration suffix is not
 * specified, seconds will be used.
 * @param maxAge Time after which a file is read again even if it looks unchanged, because
 * programs that write through mapped memory change files without a trace. If a duration
 * suffix is not specified, seconds will be used.
 */
@ConfigurationProperties("media.cache")
record MediaCacheProperties(@DefaultValue("true") boolean enabled, @Nullable DataSize maxSize,
		@DefaultValue("128KB") DataSize maxFileSize,
		@DurationUnit(ChronoUnit.SECONDS) @DefaultValue("0s") Duration revalidate,
		@DurationUnit(ChronoUnit.SECONDS) @DefaultValue("1m") Duration maxAge) {

	MediaCacheProperties {
		if (enabled) {
			refuseTooSmall("media.cache.max-size", maxSize != null && maxSize.toBytes() <= 0);
			refuseTooSmall("media.cache.max-file-size", maxFileSize.toBytes() <= 0);
			refuseTooSmall("media.cache.revalidate", revalidate.isNegative());
			refuseTooSmall("media.cache.max-age", maxAge.compareTo(Duration.ZERO) <= 0);
		}
	}

	private static void refuseTooSmall(String property, boolean tooSmall) {
		if (tooSmall) {
			throw new InvalidMountException("The value of '" + property + "' is too small",
					"Use a larger one, or turn the cache off with 'media.cache.enabled=false'.");
		}
	}

}
