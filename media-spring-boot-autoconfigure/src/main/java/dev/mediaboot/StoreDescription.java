package dev.mediaboot;

/**
 * Describes a store that does not describe itself.
 */
final class StoreDescription {

	private StoreDescription() {
	}

	/**
	 * Returns a description of a store: its own, or else the class that it was written
	 * in.
	 */
	static String of(MediaStore store) {
		String description = store.toString();
		String type = store.getClass().getName();
		boolean silent = description.equals(type + "@" + Integer.toHexString(store.hashCode()));
		return silent ? "custom store " + type.substring(0, endOfName(type)) : description;
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
