package dev.mediaboot.access;

import dev.mediaboot.MediaAccess;
import dev.mediaboot.MediaAccessFactory;
import dev.mediaboot.web.MediaRequestHandler;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration for rules about who may see files: those of properties, and beans of
 * type {@link MediaAccess}, which apply to every mount.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "dev.mediaboot.autoconfigure.MediaAutoConfiguration")
@ConditionalOnBean(value = MediaRequestHandler.class, search = SearchStrategy.CURRENT)
public final class MediaAccessAutoConfiguration {

	/** Ordered last: another customizer may replace the rules of a mount. */
	@Bean
	@Order
	AccessCustomizer mediaAccessCustomizer(ObjectProvider<MediaAccess> rules,
			ObjectProvider<MediaAccessFactory> factories, BeanFactory beans) {
		return new AccessCustomizer(rules.orderedStream().toList(),
				new NamedRules(factories.orderedStream().toList(), beans));
	}

	@Bean
	MediaAccessFactory mediaBuiltInAccess() {
		return new BuiltInAccess();
	}

}
