package dev.mediaboot.body;

/**
 * Thrown when a body whose length has been announced cannot be completed, so that the
 * connection must not be used any more (RFC 9112 §8).
 *
 * @since 0.1.0
 */
public class TruncatedBodyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception without a stack trace, which would always be the same.
	 * @param message why the body could not be completed
	 */
	public TruncatedBodyException(String message) {
		super(message, null, false, false);
	}

}
