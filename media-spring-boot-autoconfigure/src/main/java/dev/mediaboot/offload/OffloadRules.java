package dev.mediaboot.offload;

import java.util.List;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaLocation.Symlinks;
import dev.mediaboot.Mount;
import dev.mediaboot.MountCustomizer;
import dev.mediaboot.MountGuard;

/**
 * Reads from properties which mounts hand their files over, and refuses those that are
 * not safe with the chosen web server.
 */
final class OffloadRules implements MountCustomizer, MountGuard {

	/**
	 * The properties of the group {@code media.offload} and that of the root mount have
	 * different names, because a group cannot have a value.
	 */
	private static final String KEY = "offload-type";

	private final Offloads offloads;

	OffloadRules(Offloads offloads) {
		this.offloads = offloads;
	}

	@Override
	public Mount customize(Mount mount, Keys keys) {
		List<String> values = keys.values(KEY);
		if (values == null) {
			this.offloads.setType(mount, null);
			return mount;
		}
		OffloadType type = (values.size() == 1) ? OffloadType.ofText(values.get(0)) : null;
		if (type == null) {
			throw new InvalidMountException(
					"The value of '" + keys.name(KEY) + "' cannot be used: " + String.join(",", values),
					"Use one of " + List.of(OffloadType.values()) + ".");
		}
		if (type != OffloadType.NONE) {
			MediaOffloadProperties.required(this.offloads.secret(), keys.name(KEY));
		}
		this.offloads.setType(mount, type);
		return mount;
	}

	@Override
	public List<String> keys() {
		return List.of(KEY);
	}

	@Override
	public void check(Mount mount) {
		checkPrefix(mount);
		checkLinks(mount);
	}

	/** The web server would look for the files of the mount among the internal ones. */
	private void checkPrefix(Mount mount) {
		if (this.offloads.secret() != null && this.offloads.prefix().equals("/" + mount.prefix())) {
			throw new InvalidMountException(
					"'" + mount.url() + "' is also what 'media.offload.prefix' keeps for internal URLs",
					"Choose another URL for the mount, or another prefix.");
		}
	}

	/**
	 * nginx can be told not to follow links. Apache opens what it finds: between our look
	 * and its own, somebody who may write to the directory could put a link there.
	 */
	private void checkLinks(Mount mount) {
		boolean refused = this.offloads.typeOf(mount) == OffloadType.X_SENDFILE && !mount.directories().isEmpty()
				&& mount.policy().content() == Mount.Content.USER && mount.symlinks() != Symlinks.FOLLOW;
		if (refused) {
			throw new InvalidMountException(
					"Apache follows every symbolic link, also in the files of strangers below '" + mount.url()
							+ "', so 'x-sendfile' cannot keep them within their directory",
					"Use nginx and 'x-accel-redirect', or '" + KEY + "=none' for this mount. If nobody but you can "
							+ "create links there, set 'symlinks=follow' for it.");
		}
	}

}
