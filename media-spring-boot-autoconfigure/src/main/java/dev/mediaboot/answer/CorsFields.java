package dev.mediaboot.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.util.StringUtils;
import org.springframework.web.cors.CorsConfiguration;

/**
 * What a mount allows pages of other origins to do, decided as Spring's own CORS
 * processor does.
 *
 * @param fields the fields to add to the response
 * @param allowed whether the request may be answered
 */
record CorsFields(List<Field> fields, boolean allowed) {

	private static final Log logger = LogFactory.getLog(CorsFields.class);

	private static final CorsFields NONE = new CorsFields(List.of(), true);

	private static final List<Field> VARY = List.of(new Field("Vary", "Origin"),
			new Field("Vary", "Access-Control-Request-Method"), new Field("Vary", "Access-Control-Request-Headers"));

	private static final CorsFields SAME_ORIGIN = new CorsFields(VARY, true);

	private static final CorsFields REJECTED = new CorsFields(VARY, false);

	/**
	 * Applies the CORS configuration of a mount to a request.
	 * @param configuration the configuration of the mount, or {@code null}
	 */
	static CorsFields of(@Nullable CorsConfiguration configuration, ResourceRequest request) {
		if (configuration == null) {
			return NONE;
		}
		boolean crossOrigin;
		try {
			crossOrigin = request.isCrossOrigin();
		}
		catch (IllegalArgumentException ex) {
			return rejected("its origin is malformed");
		}
		return crossOrigin ? crossOrigin(configuration, request) : SAME_ORIGIN;
	}

	private static CorsFields rejected(String reason) {
		logger.debug("A cross-origin request was rejected: " + reason);
		return REJECTED;
	}

	private static CorsFields crossOrigin(CorsConfiguration configuration, ResourceRequest request) {
		String preflight = request.method().equals("OPTIONS") ? request.get("Access-Control-Request-Method") : null;
		String origin = configuration.checkOrigin(request.get("Origin"));
		List<HttpMethod> methods = configuration
			.checkHttpMethod(HttpMethod.valueOf((preflight != null) ? preflight : request.method()));
		if (origin == null) {
			return rejected("its origin is not allowed");
		}
		if (methods == null) {
			return rejected("its method is not allowed");
		}
		List<Field> fields = new ArrayList<>(VARY);
		fields.add(new Field("Access-Control-Allow-Origin", origin));
		if (preflight != null) {
			List<String> headers = configuration.checkHeaders(requestedHeaders(request));
			if (headers == null) {
				return rejected("its header fields are not allowed");
			}
			addPreflight(methods, headers, configuration.getMaxAge(), fields);
		}
		addCommon(configuration, request, fields);
		return new CorsFields(fields, true);
	}

	private static List<String> requestedHeaders(ResourceRequest request) {
		return Arrays.asList(StringUtils.tokenizeToStringArray(request.get("Access-Control-Request-Headers"), ","));
	}

	private static void addPreflight(List<HttpMethod> methods, List<String> headers, @Nullable Long maxAge,
			List<Field> fields) {
		fields.add(new Field("Access-Control-Allow-Methods", StringUtils.collectionToCommaDelimitedString(methods)));
		if (!headers.isEmpty()) {
			fields.add(new Field("Access-Control-Allow-Headers", String.join(", ", headers)));
		}
		if (maxAge != null) {
			fields.add(new Field("Access-Control-Max-Age", maxAge.toString()));
		}
	}

	private static void addCommon(CorsConfiguration configuration, ResourceRequest request, List<Field> fields) {
		List<String> exposed = configuration.getExposedHeaders();
		if (exposed != null && !exposed.isEmpty()) {
			fields.add(new Field("Access-Control-Expose-Headers", String.join(", ", exposed)));
		}
		if (Boolean.TRUE.equals(configuration.getAllowCredentials())) {
			fields.add(new Field("Access-Control-Allow-Credentials", "true"));
		}
		if (Boolean.TRUE.equals(configuration.getAllowPrivateNetwork())
				&& "true".equalsIgnoreCase(request.get("Access-Control-Request-Private-Network"))) {
			fields.add(new Field("Access-Control-Allow-Private-Network", "true"));
		}
	}

}
