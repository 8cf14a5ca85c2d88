package dev.mediaboot.answer;

/**
 * One line of a header section.
 *
 * @param name the name of the field
 * @param value its value
 * @since 0.1.0
 */
public record Field(String name, String value) {

	/**
	 * Returns whether the line is added to others of the same name instead of replacing
	 * them. Lines added by filters still apply, and a browser enforces every policy it
	 * receives.
	 * @return whether it is added rather than set
	 */
	public boolean isList() {
		return this.name.equalsIgnoreCase("Vary") || this.name.equalsIgnoreCase("Content-Security-Policy");
	}

}
