package dev.mediaboot.security;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.web.MediaHandlerMapping;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.security.web.servlet.ApplicationContextRequestMatcher;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FrameworkServlet;

/**
 * Matches requests that Spring's dispatcher would answer from one of the chosen mounts.
 */
final class MountRequestMatcher extends ApplicationContextRequestMatcher<WebApplicationContext> {

	private final Scope scope;

	private final String description;

	private final Function<Environment, Predicate<Mount>> choice;

	private volatile @Nullable Predicate<Mount> chosen;

	private volatile @Nullable WebApplicationContext application;

	MountRequestMatcher(Scope scope, String description, Function<Environment, Predicate<Mount>> choice) {
		super(WebApplicationContext.class);
		this.scope = scope;
		this.description = description;
		this.choice = choice;
	}

	Scope scope() {
		return this.scope;
	}

	@Override
	protected boolean ignoreApplicationContext(WebApplicationContext context) {
		if (context == this.application) {
			return false;
		}
		// Spring Boot looks up a class to find out, so the result is kept for the
		// application.
		if (hasServerNamespace(context, "management")) {
			return true;
		}
		this.application = context;
		return false;
	}

	@Override
	protected boolean matches(HttpServletRequest request, Supplier<WebApplicationContext> root) {
		if (PathOnlyRequest.isQuestion(request)) {
			SecurityMountGuard guard = root.get().getBeanProvider(SecurityMountGuard.class).getIfAvailable();
			SecurityMountGuard.Question asking = (guard != null) ? guard.asking() : null;
			if (asking != null) {
				return asking.matches(this, chosen(root.get().getEnvironment()));
			}
			return answers(new PathOnlyRequest(request, (guard != null) ? guard.servletPath() : ""), root);
		}
		return answers(request, root);
	}

	private boolean answers(HttpServletRequest request, Supplier<WebApplicationContext> root) {
		WebApplicationContext context = contextOfDispatcher(request, root);
		if (context == null) {
			return false;
		}
		// The resolvers of the dispatcher, in its order. Without media there are none.
		for (MediaHandlerMapping mapping : context.getBeanProvider(MediaHandlerMapping.class)) {
			MediaRegistry.Match match = mapping.resolveOnce(request);
			if (match != null) {
				return chosen(context.getEnvironment()).test(match.mount());
			}
		}
		return false;
	}

	private Predicate<Mount> chosen(Environment environment) {
		Predicate<Mount> mounts = this.chosen;
		if (mounts == null) {
			mounts = this.choice.apply(environment);
			this.chosen = mounts;
		}
		return mounts;
	}

	/**
	 * Returns the context of the dispatcher, or {@code null} when the request is mapped
	 * to another servlet, which never answers from a mount.
	 */
	private static @Nullable WebApplicationContext contextOfDispatcher(HttpServletRequest request,
			Supplier<WebApplicationContext> root) {
		ServletContext servlets = request.getServletContext();
		String name = request.getHttpServletMapping().getServletName();
		ServletRegistration servlet = servlets.getServletRegistration(name);
		// In a test without a server, no servlet is registered.
		if (servlet != null && !isDispatcher(servlet.getClassName(), servlets.getClassLoader())) {
			return null;
		}
		Object own = servlets.getAttribute(FrameworkServlet.SERVLET_CONTEXT_PREFIX + name);
		return (own instanceof WebApplicationContext context) ? context : root.get();
	}

	private static boolean isDispatcher(@Nullable String className, ClassLoader classLoader) {
		if (className == null || className.equals(DispatcherServlet.class.getName())) {
			return className != null;
		}
		try {
			return DispatcherServlet.class.isAssignableFrom(ClassUtils.forName(className, classLoader));
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
	}

	@Override
	public String toString() {
		return "MediaRequest." + this.description;
	}

	/**
	 * Which mounts a rule covers.
	 */
	enum Scope {

		MEDIA, MOUNT, ADMIN

	}

}
