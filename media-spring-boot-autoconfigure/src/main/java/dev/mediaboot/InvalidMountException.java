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
	 * Creates an exception with what is wrong and what to do about it.
	 * @param message what is wrong, a sentence without its full stop
	 * @param action what to do about it, a sentence
	 */
	public InvalidMountException(String message, String action) {
		super(message);
		this.action = action;
	}

	/**
	 * Creates an exception with what is wrong, what to do about it, and what led to it.
	 * @param message what is wrong, a sentence without its full stop
	 * @param action what to do about it, a sentence
	 * @param cause what led to it
	 */
	public InvalidMountException(String message, String action, Throwable cause) {
		super(message, cause);
		this.action = action;
	}

	/**
	 * Returns what to do about it.
	 * @return a sentence for the person who configures the application
	 */
	public String getAction() {
		return this.action;
	}

}
