package dev.mediaboot;

/**
 * Describes a store or a rule that may not describe itself.
 */
final class Description {

	private Description() {
	}

	/**
	 * Returns the description of an object: its own, or else the class that it was
	 * written in.
	 * @param kind what the object is, in one word
	 */
	static String of(Object object, String kind) {
		String description = object.toString();
		String type = object.getClass().getName();
		boolean silent = description.equals(type + "@" + Integer.toHexString(object.hashCode()));
		return silent ? "custom " + kind + " " + type.substring(0, endOfName(type)) : description;
	}

	/**
	 * Lambdas, proxies and anonymous classes are numbered, and have no name of their own.
	 */
	private static int endOfName(String type) {
		int dollar = (type.contains("$$")) ? type.indexOf("$$") : type.lastIndexOf('$');
		boolean nested = dollar >= 0 && dollar < type.length() - 1
				&& Character.isJavaIdentifierStart(type.charAt(dollar + 1)) && type.charAt(dollar + 1) != '$';
		return (dollar < 0 || nested) ? type.length() : dollar;
	}

}
