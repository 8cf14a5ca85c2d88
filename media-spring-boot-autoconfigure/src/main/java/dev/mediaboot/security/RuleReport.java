package dev.mediaboot.security;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AuthorizationManagerWebInvocationPrivilegeEvaluator;
import org.springframework.security.web.access.PathPatternRequestTransformer;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.context.WebApplicationContext;

/**
 * Logs, once the application has started, which rules name a mount but do not protect it:
 * because nothing is mounted there, or because an earlier rule applies.
 */
final class RuleReport implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(RuleReport.class);

	/**
	 * Paths that hardly any rule matches, so that every rule is evaluated. The path
	 * without a leading slash matches no pattern at all.
	 */
	private static final List<String> NOWHERE = List.of("/.media-rules/of/nowhere", "nowhere");

	private final WebApplicationContext context;

	private final SecurityMountGuard guard;

	private final ObjectProvider<MediaRegistry> registry;

	private final ObjectProvider<SecurityFilterChain> chains;

	RuleReport(WebApplicationContext context, SecurityMountGuard guard, ObjectProvider<MediaRegistry> registry,
			ObjectProvider<SecurityFilterChain> chains) {
		this.context = context;
		this.guard = guard;
		this.registry = registry;
		this.chains = chains;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.registry.ifAvailable((mounted) -> report(mounted.mounts()));
		}
	}

	private void report(List<Mount> mounts) {
		rules().forEach((rule, chosen) -> {
			List<Mount> named = new ArrayList<>(mounts);
			named.removeIf(chosen.negate());
			if (named.isEmpty()) {
				logger.warn(rule + " matches no mount and protects nothing. "
						+ (mounts.isEmpty() ? "Nothing is mounted" : "Mounts: " + urls(mounts)));
			}
			for (Mount mount : named) {
				SecurityMountGuard.Verdict verdict = this.guard.verdict(mount);
				if (verdict.isAllowed() && !verdict.isNamed()) {
					logger.warn(rule + " has no effect: an earlier rule permits everyone to access '" + mount.url()
							+ "'. Put rules for a single mount before rules for all mounts");
				}
			}
		});
	}

	private static String urls(List<Mount> mounts) {
		StringJoiner urls = new StringJoiner("', '", "'", "'");
		mounts.forEach((mount) -> urls.add(mount.url()));
		return urls.toString();
	}

	/**
	 * Returns the rules that name a mount, by their description: each is reported once.
	 */
	private Map<String, Predicate<Mount>> rules() {
		Map<String, Predicate<Mount>> rules = new LinkedHashMap<>();
		SecurityMountGuard.Question all = (rule, chosen) -> {
			if (rule.scope() == MountRequestMatcher.Scope.MOUNT) {
				rules.putIfAbsent(rule.toString(), chosen);
			}
			return false;
		};
		for (SecurityFilterChain chain : this.chains) {
			this.guard.ask(all, () -> ask(chain));
		}
		return rules;
	}

	private void ask(SecurityFilterChain chain) {
		AuthorizationManagerWebInvocationPrivilegeEvaluator evaluator = new AuthorizationManagerWebInvocationPrivilegeEvaluator(
				(visitor, request) -> {
					chain.matches(request);
					for (Filter filter : chain.getFilters()) {
						if (filter instanceof AuthorizationFilter authorization) {
							authorization.getAuthorizationManager().authorize(visitor, request);
						}
					}
					return null;
				});
		evaluator.setRequestTransformer(new PathPatternRequestTransformer());
		ServletContext servlets = this.context.getServletContext();
		if (servlets != null) {
			evaluator.setServletContext(servlets);
		}
		for (String path : NOWHERE) {
			try {
				evaluator.isAllowed("", path, "GET", SecurityMountGuard.NOBODY);
			}
			catch (RuntimeException ex) {
				logger.debug("Failed to evaluate a rule", ex);
			}
		}
	}

}
