package dev.mediaboot.answer;

/**
 * A kind of problem that an operator should look at.
 *
 * @since 0.1.0
 */
public enum Problem {

	/** The store could not be asked. */
	UNAVAILABLE("unavailable"),

	/** The application may not read a file. */
	UNREADABLE("unreadable"),

	/** A file ended early. */
	SHORT_BODY("short-body"),

	/** There was no memory for another large body. */
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
