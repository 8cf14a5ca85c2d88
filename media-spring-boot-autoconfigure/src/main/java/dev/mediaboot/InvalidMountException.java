package dev.mediaboot;

/**
 * Thrown when a mount is refused; nothing was changed.
 *
 * @since 0.1.0
 */
public class InvalidMountException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String action;

	/**
	 * Creates an exception with a problem and its remedy.
	 * @param message the problem, a sentence without its full stop
	 * @param action the remedy, a sentence
	 */
	public InvalidMountException(String message, String action) {
		super(message);
		this.action = action;
	}

	/**
	 * Creates an exception with a problem, its remedy and its cause.
	 * @param message the problem, a sentence without its full stop
	 * @param action the remedy, a sentence
	 * @param cause the cause of the problem
	 */
	public InvalidMountException(String message, String action, Throwable cause) {
		super(message, cause);
		this.action = action;
	}

	/**
	 * Returns the remedy.
	 * @return a sentence for the person who configures the application
	 */
	public String getAction() {
		return this.action;
	}

}
