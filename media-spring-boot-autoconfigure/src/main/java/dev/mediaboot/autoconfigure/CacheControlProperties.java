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
 * @param maxAge Maximum time the response should be cached. If a duration suffix is not
 * specified, seconds will be used.
 * @param noCache Whether caches must revalidate the stored response before each use.
 * @param noStore Whether caches must not store the response.
 * @param mustRevalidate Whether caches must revalidate the response before use once it
 * has become stale.
 * @param noTransform Whether intermediaries must not transform the content of the
 * response.
 * @param cachePublic Whether any cache may store the response.
 * @param cachePrivate Whether only the private cache of a user may store the response.
 * @param proxyRevalidate Whether shared caches must revalidate the response before use
 * once it has become stale.
 * @param staleWhileRevalidate Maximum time a stale response may be used while it is
 * revalidated in the background. If a duration suffix is not specified, seconds will be
 * used.
 * @param staleIfError Maximum time a stale response may be used when revalidation fails.
 * If a duration suffix is not specified, seconds will be used.
 * @param sMaxAge Maximum time the response should be cached by shared caches. If a
 * duration suffix is not specified, seconds will be used.
 * @param immutable Whether the file never changes as long as its URL stays the same.
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
