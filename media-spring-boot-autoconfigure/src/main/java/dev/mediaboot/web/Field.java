package dev.mediaboot.web;

/**
 * One line of a header section.
 *
 * @param name the name of the field
 * @param value its value
 */
record Field(String name, String value) {

	/**
	 * Whether the line stands beside others of its name: what filters have added counts
	 * as well, and a browser enforces every policy it is sent.
	 */
	boolean isList() {
		return this.name.equalsIgnoreCase("Vary") || this.name.equalsIgnoreCase("Content-Security-Policy");
	}

}
