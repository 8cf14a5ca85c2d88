package dev.mediaboot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Forwards all methods to another store. Extend it, and override what your store does
 * differently: it then forwards the methods of later versions too.
 * <p>
 * {@link #findSibling findSibling} does not lead to {@code find}: a store that does
 * something to every file overrides both.
 *
 * <p>
 * {@link #location() location} is not forwarded either, because another program that
 * serves the files would leave out what the wrapper does.
 *
 * <pre class="code">
 * final class LoggingStore extends ForwardingMediaStore {
 * 	LoggingStore(MediaStore store) {
 * 		super(store);
 * 	}
 * 	&#64;Override
 * 	public &#64;Nullable MediaFile find(MediaPath path, FindHint hint) throws IOException {
 * 		logger.debug("Looking for " + path);
 * 		return super.find(path, hint);
 * 	}
 * }
 * </pre>
 *
 * @since 0.1.0
 */
public abstract class ForwardingMediaStore implements MediaStore {

	private final MediaStore store;

	/**
	 * Creates a store.
	 * @param store the store that the methods are forwarded to
	 */
	protected ForwardingMediaStore(MediaStore store) {
		this.store = store;
	}

	/**
	 * Finds and opens a file without a hint. To change what is found, override the method
	 * that is given a hint, which all requests for a file come through.
	 */
	@Override
	public final @Nullable MediaFile find(MediaPath path) throws IOException {
		return find(path, FindHint.NONE);
	}

	@Override
	public @Nullable MediaFile find(MediaPath path, FindHint hint) throws IOException {
		return this.store.find(path, hint);
	}

	@Override
	public @Nullable MediaFile findSibling(MediaPath path, String suffix) throws IOException {
		return this.store.findSibling(path, suffix);
	}

	@Override
	public void check() {
		this.store.check();
	}

	@Override
	public List<Path> directories() {
		return this.store.directories();
	}

	@Override
	public MediaLocation.@Nullable Symlinks symlinks() {
		return this.store.symlinks();
	}

	@Override
	public String description() {
		return this.store.description();
	}

	@Override
	public String toString() {
		return this.store.toString();
	}

}
