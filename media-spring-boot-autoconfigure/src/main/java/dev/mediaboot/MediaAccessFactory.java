package dev.mediaboot;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Makes a rule of the text that a property names it with. A bean of this type adds names,
 * in addition to those of beans.
 *
 * <pre class="code">
 * &#64;Bean
 * MediaAccessFactory networks() {
 * 	return (name) -&gt; name.startsWith("network:") ? new NetworkAccess(name.substring(8)) : null;
 * }
 * </pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MediaAccessFactory {

	/**
	 * Creates a rule.
	 * @param name the text, such as {@code role:ACCOUNTING}
	 * @return the rule, or {@code null} when the name is for another factory
	 * @throws IllegalArgumentException when the name is for this factory, and wrong
	 */
	@Nullable MediaAccess create(String name);

	/**
	 * Returns the names that this factory understands, for the message about an unknown
	 * one.
	 * @return for example {@code role:<name>}, none to leave them unmentioned
	 */
	default List<String> names() {
		return List.of();
	}

}
