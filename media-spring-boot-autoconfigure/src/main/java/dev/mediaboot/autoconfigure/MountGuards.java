package dev.mediaboot.autoconfigure;

import java.util.List;

import dev.mediaboot.Mount;
import dev.mediaboot.MountGuard;
import org.jspecify.annotations.Nullable;

/**
 * Combines all guards. It exists before they do, and asks them once the application has
 * its beans.
 */
final class MountGuards implements MountGuard {

	private volatile List<MountGuard> guards = List.of();

	void start(List<MountGuard> guards) {
		this.guards = List.copyOf(guards);
	}

	@Override
	public void check(Mount mount) {
		for (MountGuard guard : this.guards) {
			guard.check(mount);
		}
	}

	@Override
	public boolean isProtected(Mount mount, @Nullable Mount outer) {
		for (MountGuard guard : this.guards) {
			if (guard.isProtected(mount, outer)) {
				return true;
			}
		}
		return false;
	}

}
