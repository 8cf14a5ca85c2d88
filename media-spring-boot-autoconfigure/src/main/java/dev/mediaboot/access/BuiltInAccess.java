package dev.mediaboot.access;

import java.util.List;

import dev.mediaboot.MediaAccess;
import dev.mediaboot.MediaAccessFactory;
import dev.mediaboot.UserAccess;
import org.jspecify.annotations.Nullable;

/**
 * The rules that need no bean.
 */
final class BuiltInAccess implements MediaAccessFactory {

	private static final String ROLE = "role:";

	@Override
	public @Nullable MediaAccess create(String name) {
		if (name.equals("authenticated")) {
			return new RequiredUser(name, null);
		}
		if (name.startsWith(ROLE)) {
			String role = name.substring(ROLE.length());
			if (role.isBlank()) {
				throw new IllegalArgumentException("'" + name + "' names no role");
			}
			return new RequiredUser(name, role);
		}
		return name.equals("internal") ? MediaAccess.internal() : null;
	}

	@Override
	public List<String> names() {
		return List.of("authenticated", "role:<name>", "internal");
	}

	/**
	 * Allows users who have been authenticated.
	 *
	 * @param name how properties name the rule
	 * @param role the role that they need, or {@code null} when any user may see the
	 * files
	 */
	private record RequiredUser(String name, @Nullable String role) implements UserAccess {

		@Override
		public Decision decide(Request request, User user) {
			if (user.principal() == null) {
				return Decision.CHALLENGE;
			}
			return (this.role == null || user.hasRole(this.role)) ? Decision.ALLOW : Decision.DENY;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
