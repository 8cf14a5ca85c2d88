package dev.mediaboot.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Access to the files for pages of other origins.
 *
 * @param allowedOrigins Origins whose pages may read the files, or "*" for all origins.
 * @param allowedOriginPatterns Patterns of origins whose pages may read the files.
 * @param allowedMethods Allowed request methods.
 * @param allowedHeaders Allowed request headers, or "*" for all headers.
 * @param exposedHeaders Response headers that a page may read.
 * @param allowCredentials Whether to allow credentials such as cookies.
 * @param maxAge How long browsers may cache the response to a preflight request. If a
 * duration suffix is not specified, seconds will be used.
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
