package dev.mediaboot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Registry whose mounts are an immutable snapshot, replaced as a whole.
 */
final class DefaultMediaRegistry implements MediaRegistry {

	private static final Log logger = LogFactory.getLog(MediaRegistry.class);

	private final boolean live;

	private final MediaStoreFactories factories;

	private final MediaStoreDecorator decorator;

	private final MountGuard guard;

	private final UnaryOperator<Mount> customizer;

	private final boolean missingIgnored;

	/** Mounts that wait for customizers are reported once they have been customized. */
	private boolean reporting;

	/** How many times customizers have joined. */
	private volatile int customizations;

	private long generation;

	private volatile MountTable table = MountTable.of(List.of(), List.of());

	DefaultMediaRegistry(boolean live, MediaStoreFactories factories, MediaStoreDecorator decorator, MountGuard guard,
			UnaryOperator<Mount> customizer, boolean missingIgnored, boolean reporting) {
		this.live = live;
		this.factories = factories;
		this.decorator = decorator;
		this.guard = guard;
		this.customizer = customizer;
		this.missingIgnored = missingIgnored;
		this.reporting = reporting;
	}

	@Override
	public Registration mount(Mount chosen) {
		return mount(chosen, false);
	}

	@Override
	public Registration remount(Mount chosen) {
		return mount(chosen, true);
	}

	/**
	 * Starts again if customizers have joined meanwhile, so that the mount misses none.
	 */
	private Registration mount(Mount chosen, boolean replaced) {
		while (true) {
			int joined = this.customizations;
			Mount mount = checked(this.customizer.apply(chosen));
			synchronized (this) {
				if (joined == this.customizations) {
					MountRegistration present = find(mount.mountUrl());
					if (present != null && !replaced) {
						throw new InvalidMountException(
								"'" + mount.url() + "' is already mounted, from " + present.mount().location(),
								"Choose another prefix, or, in code, unmount or remount the existing mount.");
					}
					return replace(present, mount);
				}
			}
		}
	}

	@Override
	public void customize() {
		for (MountRegistration present : joinCustomizers()) {
			Mount customized = this.customizer.apply(present.mount());
			if (customized == present.mount()) {
				continue;
			}
			Mount mount = checked(customized);
			synchronized (this) {
				if (this.table.registrations().contains(present)) {
					present.followedBy(replace(present, mount));
				}
			}
		}
		reportMounts();
	}

	private synchronized List<MountRegistration> joinCustomizers() {
		this.customizations++;
		return this.table.registrations();
	}

	private synchronized void reportMounts() {
		if (!this.reporting) {
			this.reporting = true;
			this.table.registrations().forEach((registration) -> log(serving(registration.mount())));
		}
	}

	@Override
	public boolean unmount(String url) {
		MountUrl place = MountUrl.parse(url);
		MountRegistration registration = find(place);
		while (registration != null && !remove(registration)) {
			// Another thread has mounted something else there meanwhile
			registration = find(place);
		}
		return registration != null;
	}

	@Override
	public @Nullable Mount find(String url) {
		MountRegistration registration = find(MountUrl.parse(url));
		return (registration != null) ? registration.mount() : null;
	}

	private @Nullable MountRegistration find(MountUrl url) {
		for (MountRegistration registration : this.table.registrations()) {
			if (registration.mount().mountUrl().isSamePlace(url)) {
				return registration;
			}
		}
		return null;
	}

	@Override
	public List<Mount> mounts() {
		return this.table.registrations().stream().map(MountRegistration::mount).toList();
	}

	@Override
	public List<Registration> registrations() {
		return List.copyOf(this.table.registrations());
	}

	@Override
	public @Nullable Match match(String host, String rawPath) {
		return this.table.match(host, rawPath);
	}

	@Override
	public boolean dispatches(Mount.Dispatch dispatch) {
		return this.table.dispatches().contains(dispatch);
	}

	/** Runs outside the lock: stores and guards may do anything. */
	private Mount checked(Mount chosen) {
		if (!this.live) {
			return chosen;
		}
		Mount mount = chosen.opened(this.factories);
		checkStore(mount);
		checkAccess(mount);
		this.guard.check(mount);
		return mount;
	}

	private static void checkAccess(Mount mount) {
		MountPolicy policy = mount.policy();
		String access = String.join(" and ", policy.accessDescription());
		if (policy.dispatch() == Mount.Dispatch.FILTER && policy.requiresUser()) {
			throw new InvalidMountException(
					"The rules of '" + mount.url() + "' (" + access
							+ ") need to know the user, but dispatch=filter serves it before the user is known",
					"Serve it behind them, with 'dispatch=mvc' or withDispatch(Mount.Dispatch.MVC), or use rules that "
							+ "do not depend on the user.");
		}
		if (!policy.access().isEmpty() && policy.mayBeShared()) {
			logger.warn("'" + mount.url() + "' has access rules (" + access
					+ "), but shared caches may store its files and send them to others: Cache-Control "
					+ policy.cacheControl());
		}
	}

	private void checkStore(Mount mount) {
		try {
			mount.store().check();
		}
		catch (MissingDirectoryException ex) {
			if (!this.missingIgnored) {
				throw ex;
			}
			logger.warn("Nothing is served from " + mount.url() + " for now. " + ex.getMessage());
		}
	}

	private MountRegistration replace(@Nullable MountRegistration before, Mount mount) {
		this.generation++;
		MountRegistration after = new MountRegistration(this::remove, this.generation, mount,
				this.decorator.decorate(mount.store(), mount));
		List<MountRegistration> registrations = new ArrayList<>(this.table.registrations());
		registrations.remove(before);
		registrations.add(after);
		List<Mount> closed = new ArrayList<>(this.table.closed());
		closed.removeIf((gone) -> gone.mountUrl().isSamePlace(mount.mountUrl()));
		this.table = MountTable.of(registrations, closed);
		log(serving(mount));
		return after;
	}

	private static String serving(Mount mount) {
		return "Serving " + mount;
	}

	private boolean remove(MountRegistration registration) {
		if (!this.table.registrations().contains(registration)) {
			return false;
		}
		Mount mount = registration.mount();
		Mount outer = around(mount, this.table.registrations());
		boolean isProtected = this.live && (!mount.policy().access().isEmpty() || this.guard.isProtected(mount, outer));
		synchronized (this) {
			List<MountRegistration> registrations = new ArrayList<>(this.table.registrations());
			if (!registrations.remove(registration)) {
				return false;
			}
			List<Mount> closed = new ArrayList<>(this.table.closed());
			if (isProtected) {
				// Even without a mount around it: one may be added later.
				closed.add(mount.withStore(Mount.NOTHING));
			}
			this.table = MountTable.of(registrations, closed);
			log("No longer serving " + mount.url() + "/**");
			if (isProtected && outer != null) {
				logger.warn(
						"URLs below '" + mount.url() + "' were protected. They get 404 (Not Found), and are not served "
								+ "by '" + outer.url() + "', until something is mounted there again");
			}
			return true;
		}
	}

	/**
	 * Returns the mount that takes over the paths of another one when that is removed.
	 */
	private static @Nullable Mount around(Mount mount, List<MountRegistration> registrations) {
		String host = (mount.host() != null) ? mount.host() : "";
		for (MountRegistration registration : registrations) {
			Mount other = registration.mount();
			if (other != mount && other.mountUrl().owns(host, mount.prefix().segments())) {
				return other;
			}
		}
		return null;
	}

	private void log(String message) {
		if (this.live && this.reporting) {
			logger.info(message);
		}
	}

}
