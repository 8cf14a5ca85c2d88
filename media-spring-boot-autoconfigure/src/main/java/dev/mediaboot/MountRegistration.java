package dev.mediaboot;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * One mounting of a mount; mounting the same mount again creates another.
 */
final class MountRegistration implements MediaRegistry.Registration {

	private final Consumer<MountRegistration> removal;

	private final long generation;

	private final Mount mount;

	private final MediaStore store;

	private volatile @Nullable MountRegistration customized;

	MountRegistration(Consumer<MountRegistration> removal, long generation, Mount mount, MediaStore store) {
		this.removal = removal;
		this.generation = generation;
		this.mount = mount;
		this.store = store;
	}

	@Override
	public Mount mount() {
		return this.mount;
	}

	@Override
	public MediaStore store() {
		return this.store;
	}

	@Override
	public @Nullable String problem() {
		try {
			// A decorator may forget to pass this on
			this.mount.store().check();
			return null;
		}
		catch (RuntimeException ex) {
			return (ex.getMessage() != null) ? ex.getMessage() : ex.toString();
		}
	}

	@Override
	public long generation() {
		return this.generation;
	}

	/** The same mounting goes on with a mount that has been customized. */
	void followedBy(MountRegistration customized) {
		this.customized = customized;
	}

	@Override
	public void close() {
		MountRegistration last = this;
		while (last.customized != null) {
			last = last.customized;
		}
		this.removal.accept(last);
	}

	@Override
	public String toString() {
		return this.mount.toString();
	}

}
