package dev.mediaboot.statistics;

/**
 * What an answer was, by its status code.
 *
 * @since 0.1.0
 */
public enum Outcome {

	/** 200 (OK). */
	OK("ok"),

	/** 206 (Partial Content). */
	PARTIAL("partial"),

	/** 304 (Not Modified). */
	NOT_MODIFIED("notModified"),

	/** 404 (Not Found). */
	NOT_FOUND("notFound"),

	/** 416 (Range Not Satisfiable). */
	RANGE_NOT_SATISFIABLE("rangeNotSatisfiable"),

	/** Another class 3xx: the URL of a directory ends with a slash. */
	REDIRECTION("redirection"),

	/** Another class 4xx: refused methods, failed preconditions, other origins. */
	CLIENT_ERROR("clientError"),

	/** Class 5xx: a store that cannot be asked now. */
	SERVER_ERROR("serverError");

	private final String id;

	Outcome(String id) {
		this.id = id;
	}

	/**
	 * Returns the name in figures and metrics.
	 * @return the name in camel case
	 */
	public String id() {
		return this.id;
	}

	static Outcome of(int status) {
		return switch (status) {
			case 200 -> OK;
			case 206 -> PARTIAL;
			case 304 -> NOT_MODIFIED;
			case 404 -> NOT_FOUND;
			case 416 -> RANGE_NOT_SATISFIABLE;
			default -> (status >= 500) ? SERVER_ERROR : (status >= 400) ? CLIENT_ERROR : REDIRECTION;
		};
	}

}
