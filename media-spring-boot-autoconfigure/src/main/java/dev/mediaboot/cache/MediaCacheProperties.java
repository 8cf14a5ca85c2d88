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
 * @param enabled Whether small files are kept in memory.
 * @param maxSize Memory that the cache takes, outside of the heap. By default an eighth
 * of what the heap may take, and no more than 128MB. Never more than half of the direct
 * memory.
 * @param maxFileSize Size of the largest file that is kept.
 * @param revalidate How long what is kept is used without asking the file system whether
 * it has changed. By default it is asked for every request.
 * @param maxAge How long a file that looks unchanged is kept before it is read again.
 * Programs that write through mapped memory change files without a trace.
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
