package dev.mediaboot.export;

/**
 * Thrown when no configuration can be written for a web server.
 */
final class ExportException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	/**
	 * Creates an exception with a problem, a sentence without its full stop, and its
	 * remedy.
	 */
	ExportException(String message, String action) {
		super(message);
		this.action = action;
	}

	ExportException(String message, String action, Throwable cause) {
		super(message, cause);
		this.action = action;
	}

	/** Returns the remedy, a sentence. */
	String getAction() {
		return this.action;
	}

}
