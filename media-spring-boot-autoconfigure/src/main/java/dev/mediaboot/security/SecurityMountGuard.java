package dev.mediaboot.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.Mount;
import dev.mediaboot.MountGuard;
import jakarta.servlet.ServletContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.web.util.UriUtils;

/**
 * Checks mounts against the rules of Spring Security, which does not see mounts served
 * before it. Only the rules know which requests they cover, so they are evaluated for
 * paths below a mount and for an anonymous visitor. Meanwhile, each
 * {@link MountRequestMatcher} is given the mount, and reports whether it names it.
 */
final class SecurityMountGuard implements MountGuard, DisposableBean {

	private static final Log logger = LogFactory.getLog(SecurityMountGuard.class);

	static final Authentication NOBODY = new AnonymousAuthenticationToken("media", "anonymousUser",
			AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

	/**
	 * One path that a pattern for a single level matches, and one that only a pattern for
	 * all levels matches.
	 */
	private static final List<String> BELOW = List.of("/file", "/directory/file");

	/** Enough for sections of a site, and no walk through an archive. */
	private static final int MOST_DIRECTORIES = 100;

	private static final String WAY_OUT = "Serve it behind Spring Security with 'media.mounts.<name>.dispatch=mvc', with "
			+ "'media.dispatch=mvc' (for the media, the admin and mounts without a value of their own) or, in code, "
			+ "with withDispatch(Mount.Dispatch.MVC). If it is meant to be public, permit it to everyone.";

	private final List<WebInvocationPrivilegeEvaluator> evaluators;

	private final @Nullable ServletContext servlets;

	private final String servletPath;

	/**
	 * The question asked by each thread. Rules are evaluated on the asking thread and are
	 * given nothing but a path.
	 */
	private final ThreadLocal<Question> asking = new ThreadLocal<>();

	/**
	 * Set once no request is served any more: the rules may then lack the beans they
	 * need.
	 */
	private volatile boolean stopped;

	SecurityMountGuard(List<WebInvocationPrivilegeEvaluator> evaluators, @Nullable ServletContext servlets,
			String servletPath) {
		this.evaluators = List.copyOf(evaluators);
		this.servlets = servlets;
		this.servletPath = servletPath;
	}

	/** Returns the path of Spring's dispatcher, which precedes that of a mount. */
	String servletPath() {
		return this.servletPath;
	}

	/**
	 * Returns the question this thread is asking, or {@code null} when the evaluation was
	 * not started by this guard.
	 */
	@Nullable Question asking() {
		return this.asking.get();
	}

	/**
	 * Runs an action during which every {@link MountRequestMatcher} answers as the
	 * question says.
	 */
	void ask(Question question, Runnable action) {
		this.asking.set(question);
		try {
			action.run();
		}
		finally {
			this.asking.remove();
		}
	}

	@Override
	public void check(Mount mount) {
		if (mount.policy().dispatch() == Mount.Dispatch.MVC) {
			return;
		}
		Verdict verdict = verdict(mount);
		if (verdict.allowed) {
			return;
		}
		if (verdict.rule != null) {
			throw new InvalidMountException("'" + mount.url() + "' would be served before Spring Security, but "
					+ verdict.rule + " denies it to anonymous users", WAY_OUT);
		}
		String denial = (verdict.failure == null) ? "which denies it to anonymous users. "
				: "which cannot decide whether anonymous users may access it (" + verdict.failure + "). ";
		logger.warn("'" + mount.url() + "' is served before Spring Security, " + denial + WAY_OUT);
	}

	/**
	 * Considers only rules that name a mount. All other rules apply whatever is mounted
	 * there.
	 */
	@Override
	public boolean isProtected(Mount mount, @Nullable Mount outer) {
		if (this.stopped || mount.policy().dispatch() == Mount.Dispatch.FILTER) {
			return false;
		}
		Verdict verdict = verdict(mount);
		return !verdict.allowed && (verdict.named || (outer != null && verdict(mount, outer).named));
	}

	/**
	 * Asks about the directories that exist, too: a rule may be meant for one of them.
	 */
	@Override
	public boolean isRestricted(Mount mount) {
		if (this.stopped) {
			return true;
		}
		if (mount.policy().dispatch() != Mount.Dispatch.MVC) {
			return false;
		}
		Set<String> below = new LinkedHashSet<>(BELOW);
		mount.directories().forEach((directory) -> addDirectories(directory, below));
		return !verdict(mount, mount, below).allowed;
	}

	private static void addDirectories(Path parent, Set<String> below) {
		int most = below.size() + MOST_DIRECTORIES;
		try (DirectoryStream<Path> directories = Files.newDirectoryStream(parent, Files::isDirectory)) {
			for (Path directory : directories) {
				if (below.size() == most) {
					return;
				}
				below.add("/" + UriUtils.encode(directory.getFileName().toString(), StandardCharsets.UTF_8) + "/file");
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			// What cannot be listed is asked about with the made-up names only.
		}
	}

	@Override
	public void destroy() {
		this.stopped = true;
	}

	Verdict verdict(Mount mount) {
		return verdict(mount, mount);
	}

	/**
	 * Returns what the rules would say about the URLs of a mount if another mount owned
	 * them.
	 */
	private Verdict verdict(Mount mount, Mount owner) {
		return verdict(mount, owner, BELOW);
	}

	private Verdict verdict(Mount mount, Mount owner, Collection<String> paths) {
		Verdict verdict = new Verdict(owner);
		String context = (this.servlets != null) ? this.servlets.getContextPath() : "";
		StringBuilder prefix = new StringBuilder(this.servletPath);
		for (String segment : mount.prefix().segments()) {
			prefix.append('/').append(UriUtils.encode(segment, StandardCharsets.UTF_8));
		}
		ask(verdict, () -> {
			for (WebInvocationPrivilegeEvaluator evaluator : this.evaluators) {
				for (String below : paths) {
					verdict.add(evaluator, context, prefix + below);
				}
			}
		});
		return verdict;
	}

	/**
	 * A question to every {@link MountRequestMatcher}.
	 */
	interface Question {

		/**
		 * Answers for a matcher.
		 * @param rule the matcher
		 * @param chosen the mounts that it covers
		 * @return whether it matches
		 */
		boolean matches(MountRequestMatcher rule, Predicate<Mount> chosen);

	}

	/**
	 * The decision of the rules about a mount, for an anonymous visitor.
	 */
	static final class Verdict implements Question {

		private final Mount mount;

		private boolean allowed = true;

		private boolean named;

		/** The rule that names the mount and denies it, if any. */
		private @Nullable MountRequestMatcher rule;

		private @Nullable RuntimeException failure;

		private @Nullable MountRequestMatcher asked;

		private Verdict(Mount mount) {
			this.mount = mount;
		}

		/** Whether the rules permit an anonymous visitor. */
		boolean isAllowed() {
			return this.allowed;
		}

		/**
		 * Whether the rules deny it to an anonymous visitor, and not only cannot decide
		 * by a path alone.
		 */
		boolean isDenied() {
			return !this.allowed && this.failure == null;
		}

		/** Whether a rule that names the mount was evaluated, whatever it decided. */
		boolean isNamed() {
			return this.named;
		}

		@Override
		public boolean matches(MountRequestMatcher rule, Predicate<Mount> chosen) {
			boolean matches = chosen.test(this.mount);
			if (matches && rule.scope() != MountRequestMatcher.Scope.MEDIA) {
				this.asked = rule;
				this.named = true;
			}
			return matches;
		}

		private void add(WebInvocationPrivilegeEvaluator evaluator, String context, String path) {
			this.asked = null;
			try {
				if (evaluator.isAllowed(context, path, "GET", NOBODY)) {
					return;
				}
			}
			catch (RuntimeException ex) {
				// A rule that needs more than the path does not permit everyone.
				this.failure = ex;
			}
			this.allowed = false;
			this.rule = (this.rule != null) ? this.rule : this.asked;
		}

	}

}
