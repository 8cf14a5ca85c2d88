package dev.mediaboot.access;

import dev.mediaboot.MediaAccess;
import dev.mediaboot.UserAccess;

/**
 * A rule that does not describe itself, such as a lambda: the log and the endpoint show
 * the name of its bean.
 *
 * @param name the name of the bean
 * @param rule the bean
 */
record NamedAccess(String name, MediaAccess rule) implements UserAccess {

	/**
	 * Gives a rule the name of its bean.
	 * @return the rule itself when it has a description
	 */
	static MediaAccess of(String name, MediaAccess rule) {
		String silent = rule.getClass().getName() + "@" + Integer.toHexString(rule.hashCode());
		return rule.toString().equals(silent) ? new NamedAccess(name, rule) : rule;
	}

	@Override
	public Decision decide(Request request, User user) {
		return (this.rule instanceof UserAccess rule) ? rule.decide(request, user) : this.rule.decide(request);
	}

	@Override
	public boolean requiresUser() {
		return this.rule instanceof UserAccess rule && rule.requiresUser();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
