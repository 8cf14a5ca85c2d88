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

	@Override
	public void close() {
		this.removal.accept(this);
	}

	@Override
	public String toString() {
		return this.mount.toString();
	}

}
