package dev.mediaboot.body;

/**
 * Thrown when a body cannot be completed although its length has been announced, so that
 * the connection must not be used any more (RFC 9112 §8).
 *
 * @since 0.1.0
 */
public class TruncatedBodyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception without a stack trace: where it is thrown is always the same.
	 * @param message how far it came
	 */
	public TruncatedBodyException(String message) {
		super(message, null, false, false);
	}

}
