package dev.mediaboot.access;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaAccess;
import dev.mediaboot.MediaAccessFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * The rules that properties name. Each name stands for one rule, so that a mount that is
 * customized again is not given the rule twice.
 */
final class NamedRules {

	private final List<MediaAccessFactory> factories;

	private final BeanFactory beans;

	private final Map<String, MediaAccess> rules = new ConcurrentHashMap<>();

	NamedRules(List<MediaAccessFactory> factories, BeanFactory beans) {
		this.factories = factories;
		this.beans = beans;
	}

	MediaAccess get(String name) {
		MediaAccess known = this.rules.get(name);
		if (known != null) {
			return known;
		}
		MediaAccess created = create(name);
		MediaAccess other = this.rules.putIfAbsent(name, created);
		return (other != null) ? other : created;
	}

	private MediaAccess create(String name) {
		for (MediaAccessFactory factory : this.factories) {
			MediaAccess rule = factory.create(name);
			if (rule != null) {
				return rule;
			}
		}
		MediaAccess bean = bean(name);
		if (bean == null) {
			throw new InvalidMountException("There is no rule named '" + name + "'",
					"Use one of " + names() + ", or declare a bean of type MediaAccess or UserAccess with that name.");
		}
		return NamedAccess.of(name, bean);
	}

	private String names() {
		StringJoiner names = new StringJoiner("', '", "'", "'");
		this.factories.forEach((factory) -> factory.names().forEach(names::add));
		return names.toString();
	}

	private @Nullable MediaAccess bean(String name) {
		return (this.beans.containsBean(name) && this.beans.isTypeMatch(name, MediaAccess.class))
				? this.beans.getBean(name, MediaAccess.class) : null;
	}

}
