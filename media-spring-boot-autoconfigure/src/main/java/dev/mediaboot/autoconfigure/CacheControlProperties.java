package dev.mediaboot.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.http.CacheControl;

/**
 * Directives of {@code Cache-Control}, named as Spring Boot names them.
 *
 * @param maxAge Maximum time the answer may be used without asking again. If a duration
 * suffix is not specified, seconds are used.
 * @param noCache Whether a kept answer is only used after asking again.
 * @param noStore Whether the answer must not be kept at all.
 * @param mustRevalidate Whether an answer that is older than its maximum age must not be
 * used without asking again.
 * @param noTransform Whether intermediaries must leave the bytes alone.
 * @param cachePublic Whether any cache may keep the answer.
 * @param cachePrivate Whether only the cache of one person may keep the answer.
 * @param proxyRevalidate Whether shared caches must not use an answer that is older than
 * its maximum age without asking again.
 * @param staleWhileRevalidate Time an old answer may be used while asking again. If a
 * duration suffix is not specified, seconds are used.
 * @param staleIfError Time an old answer may be used when asking again fails. If a
 * duration suffix is not specified, seconds are used.
 * @param sMaxAge Maximum time shared caches may use the answer without asking again. If a
 * duration suffix is not specified, seconds are used.
 * @param immutable Whether the file never changes while its URL stays the same.
 */
record CacheControlProperties(@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration maxAge, @Nullable Boolean noCache,
		@Nullable Boolean noStore, @Nullable Boolean mustRevalidate, @Nullable Boolean noTransform,
		@Nullable Boolean cachePublic, @Nullable Boolean cachePrivate, @Nullable Boolean proxyRevalidate,
		@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration staleWhileRevalidate,
		@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration staleIfError,
		@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration sMaxAge, @Nullable Boolean immutable) {

	CacheControl toCacheControl() {
		PropertyMapper map = PropertyMapper.get();
		CacheControl control = start();
		map.from(this.mustRevalidate).whenTrue().toCall(control::mustRevalidate);
		map.from(this.noTransform).whenTrue().toCall(control::noTransform);
		map.from(this.cachePublic).whenTrue().toCall(control::cachePublic);
		map.from(this.cachePrivate).whenTrue().toCall(control::cachePrivate);
		map.from(this.proxyRevalidate).whenTrue().toCall(control::proxyRevalidate);
		map.from(this.staleWhileRevalidate).to(control::staleWhileRevalidate);
		map.from(this.staleIfError).to(control::staleIfError);
		map.from(this.sMaxAge).to(control::sMaxAge);
		map.from(this.immutable).whenTrue().toCall(control::immutable);
		return control;
	}

	private CacheControl start() {
		if (Boolean.TRUE.equals(this.noStore)) {
			return CacheControl.noStore();
		}
		// RFC 9111 §4.2.2: a cache guesses a lifetime when it is given none
		boolean guessed = this.maxAge == null && this.sMaxAge == null && this.noCache == null;
		if (guessed || Boolean.TRUE.equals(this.noCache)) {
			return CacheControl.noCache();
		}
		return (this.maxAge != null) ? CacheControl.maxAge(this.maxAge) : CacheControl.empty();
	}

}
