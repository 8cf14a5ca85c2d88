package dev.mediaboot.security;

import dev.mediaboot.Mount;
import dev.mediaboot.MountCustomizer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Keeps shared caches from storing the files of mounts that anonymous users may not see.
 * A cache knows nothing of a session, and would send them to everybody. Rules that cannot
 * decide by a path alone are no reason: many applications have one about dispatcher
 * types.
 */
final class PrivateCaching implements MountCustomizer {

	private static final Log logger = LogFactory.getLog(PrivateCaching.class);

	private final SecurityMountGuard guard;

	PrivateCaching(SecurityMountGuard guard) {
		this.guard = guard;
	}

	@Override
	public Mount customize(Mount mount, Keys keys) {
		if (mount.policy().dispatch() != Mount.Dispatch.MVC || !this.guard.verdict(mount).isDenied()) {
			return mount;
		}
		if (mount.policy().mayBeShared()) {
			logger.warn("Spring Security denies '" + mount.url() + "' to anonymous users, but shared caches may store "
					+ "its files and send them to others: Cache-Control " + mount.policy().cacheControl());
		}
		return mount.withPrivateCaching();
	}

}
