package dev.mediaboot.statistics;

import dev.mediaboot.answer.Answer;
import dev.mediaboot.web.AnswerListener;

/**
 * The outcome of a request, by the status code of its response.
 *
 * @since 0.1.0
 */
public enum Outcome {

	/** 200 (OK). */
	OK("ok"),

	/** 200 (OK), whose body the web server in front sends. */
	HANDED_OVER("handedOver"),

	/** 206 (Partial Content). */
	PARTIAL("partial"),

	/** 304 (Not Modified). */
	NOT_MODIFIED("notModified"),

	/** 404 (Not Found). */
	NOT_FOUND("notFound"),

	/** 416 (Range Not Satisfiable). */
	RANGE_NOT_SATISFIABLE("rangeNotSatisfiable"),

	/** Any other 3xx: the redirect to the URL of a directory, which ends with a slash. */
	REDIRECTION("redirection"),

	/** Any other 4xx: a refused method, a failed precondition or a disallowed origin. */
	CLIENT_ERROR("clientError"),

	/** Any 5xx: the store is unavailable. */
	SERVER_ERROR("serverError");

	private final String id;

	Outcome(String id) {
		this.id = id;
	}

	/**
	 * Returns the name in the endpoint and in metrics.
	 * @return the name in camel case
	 */
	public String id() {
		return this.id;
	}

	static Outcome of(AnswerListener.Result result) {
		return (result.reason() == Answer.Reason.HANDED_OVER) ? HANDED_OVER : of(result.status());
	}

	private static Outcome of(int status) {
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
