package dev.mediaboot.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Which pages of other origins may read the files.
 *
 * @param allowedOrigins Origins that may read the files, "*" for any.
 * @param allowedOriginPatterns Patterns of origins that may read the files.
 * @param allowedMethods Methods that are allowed.
 * @param allowedHeaders Request headers that are allowed, "*" for any.
 * @param exposedHeaders Response headers a page may read.
 * @param allowCredentials Whether cookies may be sent along.
 * @param maxAge How long the answer to a preflight request may be kept. If a duration
 * suffix is not specified, seconds are used.
 */
record CorsProperties(@DefaultValue List<String> allowedOrigins, @DefaultValue List<String> allowedOriginPatterns,
		@DefaultValue( {
				"GET", "HEAD" }) List<String> allowedMethods,
		@DefaultValue("*") List<String> allowedHeaders,
		@DefaultValue({ "Accept-Ranges", "Content-Encoding", "Content-Range", "ETag" }) List<String> exposedHeaders,
		@Nullable Boolean allowCredentials, @DurationUnit(ChronoUnit.SECONDS) @DefaultValue("30m") Duration maxAge){

	CorsConfiguration toCorsConfiguration() {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(this.allowedOrigins);
		if (!this.allowedOriginPatterns.isEmpty()) {
			configuration.setAllowedOriginPatterns(this.allowedOriginPatterns);
		}
		configuration.setAllowedMethods(this.allowedMethods);
		configuration.setAllowedHeaders(this.allowedHeaders);
		configuration.setExposedHeaders(this.exposedHeaders);
		configuration.setAllowCredentials(this.allowCredentials);
		configuration.setMaxAge(this.maxAge);
		configuration.validateAllowCredentials();
		return configuration;
	}

}
