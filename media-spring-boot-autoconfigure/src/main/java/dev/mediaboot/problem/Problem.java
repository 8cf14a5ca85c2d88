package dev.mediaboot.problem;

/**
 * A kind of problem that an operator should look at.
 *
 * @since 0.1.0
 */
public enum Problem {

	/** The store could not answer. */
	UNAVAILABLE("unavailable"),

	/** The application is not permitted to read a file. */
	UNREADABLE("unreadable"),

	/** A body was cut short, for example because its file ended early. */
	SHORT_BODY("short-body"),

	/** There was no memory for another body that has to wait for its client. */
	OVERLOADED("overloaded");

	private final String id;

	Problem(String id) {
		this.id = id;
	}

	/**
	 * Returns the name that operators see.
	 * @return the name, in lower case
	 */
	public String id() {
		return this.id;
	}

}
