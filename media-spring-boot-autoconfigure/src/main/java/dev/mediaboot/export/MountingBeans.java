package dev.mediaboot.export;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

import dev.mediaboot.MediaRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The beans of the application that may mount something when they are created: those that
 * are given the registry. With lazy initialization nothing else would create them.
 */
final class MountingBeans {

	private final ConfigurableListableBeanFactory beans;

	MountingBeans(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	void create() {
		for (String name : this.beans.getBeanDefinitionNames()) {
			BeanDefinition definition = this.beans.getMergedBeanDefinition(name);
			if (!definition.isAbstract() && definition.isSingleton() && isGivenRegistry(name, definition)) {
				this.beans.getBean(name);
			}
		}
	}

	private boolean isGivenRegistry(String name, BeanDefinition definition) {
		if (definition.getFactoryMethodName() != null) {
			Method method = (definition instanceof RootBeanDefinition root) ? root.getResolvedFactoryMethod() : null;
			return method != null && !isAutoConfigured(method.getDeclaringClass()) && takesRegistry(method);
		}
		Class<?> type = this.beans.getType(name, false);
		return type != null && !isAutoConfigured(type) && isGivenRegistry(ClassUtils.getUserClass(type));
	}

	private static boolean isAutoConfigured(Class<?> type) {
		for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
			if (each.isAnnotationPresent(AutoConfiguration.class)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isGivenRegistry(Class<?> type) {
		for (Constructor<?> constructor : type.getDeclaredConstructors()) {
			if (takesRegistry(constructor)) {
				return true;
			}
		}
		for (Class<?> each = type; each != null; each = each.getSuperclass()) {
			for (Field field : each.getDeclaredFields()) {
				if (isRegistry(ResolvableType.forField(field))) {
					return true;
				}
			}
			for (Method method : each.getDeclaredMethods()) {
				if (method.isAnnotationPresent(Autowired.class) && takesRegistry(method)) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean takesRegistry(Executable executable) {
		for (int i = 0; i < executable.getParameterCount(); i++) {
			ResolvableType type = (executable instanceof Constructor<?> constructor)
					? ResolvableType.forConstructorParameter(constructor, i)
					: ResolvableType.forMethodParameter((Method) executable, i);
			if (isRegistry(type)) {
				return true;
			}
		}
		return false;
	}

	/** Whether it is the registry, or a provider of it. */
	private static boolean isRegistry(ResolvableType type) {
		@Nullable Class<?> provided = type.getGeneric().resolve();
		return type.resolve() == MediaRegistry.class || provided == MediaRegistry.class;
	}

}
