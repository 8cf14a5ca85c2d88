package dev.mediaboot.tomcat;

import java.nio.channels.SelectionKey;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of {@link TomcatBodyProtocol}.
 * <p>
 * Tomcat hands every request that arrives to a thread of its own, takes the connection
 * out of its selector, and puts it in again behind the answer. For an answer of
 * microseconds that is half of the work. What arrives on connections that were last sent
 * small media therefore goes to few threads, and the selector is left alone until they
 * are done. A request that takes longer, as one of the application may on the same
 * connection, holds that up for half a millisecond; for a while everything goes Tomcat's
 * way then.
 */
final class TomcatBodyEndpoint extends NioEndpoint {

	/**
	 * How long after a delay everything goes Tomcat's way: a moment after the first,
	 * which may be the compiler's, and longer after each that follows soon.
	 */
	private static final long MIN_PAUSE = TimeUnit.MILLISECONDS.toNanos(4);

	private static final long MAX_PAUSE = 32 * MIN_PAUSE;

	private final int processors = Runtime.getRuntime().availableProcessors();

	private volatile @Nullable Thread poller;

	// For the poller alone

	private QuickWork<SocketWrapperBase<NioChannel>> work = newWork();

	private @Nullable SocketWrapperBase<?> last;

	private long pause = MIN_PAUSE;

	private long resumed = System.nanoTime();

	@Override
	protected NioChannel createChannel(SocketBufferHandler buffers) {
		return isSSLEnabled() ? super.createChannel(buffers) : new TomcatBodyChannel(buffers);
	}

	private QuickWork<SocketWrapperBase<NioChannel>> newWork() {
		return new QuickWork<>((socket) -> super.processSocket(socket, SocketEvent.OPEN_READ, false), this.processors);
	}

	@Override
	public boolean processSocket(@Nullable SocketWrapperBase<NioChannel> socket, SocketEvent event, boolean dispatch) {
		Poller running = getPoller();
		Executor executor = getExecutor();
		if (socket == null || running == null || executor == null || !isPoller()) {
			return super.processSocket(socket, event, dispatch);
		}
		Set<SelectionKey> ready = running.getSelector().selectedKeys();
		boolean accepted = true;
		if (dispatch && event == SocketEvent.OPEN_READ && wake(socket)) {
			if (this.last == null) {
				this.last = last(socket, ready);
			}
			add(socket, executor);
		}
		else {
			accepted = super.processSocket(socket, event, dispatch);
		}
		if (this.last != null && (socket == this.last || ready.isEmpty())) {
			this.last = null;
			await();
		}
		return accepted;
	}

	/** Tomcat keeps the thread to itself, and starts another after every stop. */
	private boolean isPoller() {
		Thread thread = Thread.currentThread();
		if (thread != this.poller && thread.getName().equals(getName() + "-Poller")) {
			this.poller = thread;
		}
		return thread == this.poller;
	}

	/** Whether what has arrived is expected to be a request for small media. */
	private boolean wake(SocketWrapperBase<NioChannel> socket) {
		if (!(socket.getSocket() instanceof TomcatBodyChannel channel) || !channel.expectsMedia()) {
			return false;
		}
		channel.wake();
		return System.nanoTime() - this.resumed >= 0;
	}

	/** The last of the same kind among what was found ready, with which to wait. */
	private static SocketWrapperBase<?> last(SocketWrapperBase<?> first, Set<SelectionKey> ready) {
		SocketWrapperBase<?> last = first;
		for (SelectionKey key : ready) {
			if (key.attachment() instanceof SocketWrapperBase<?> socket
					&& socket.getSocket() instanceof TomcatBodyChannel channel && channel.expectsMedia()) {
				last = socket;
			}
		}
		return last;
	}

	private void add(SocketWrapperBase<NioChannel> socket, Executor executor) {
		if (this.work.add(socket)) {
			try {
				executor.execute(this.work);
			}
			catch (RuntimeException | Error ex) {
				// There is no thread, and Tomcat says so for each of them.
				dispatch(this.work.withdraw());
			}
		}
	}

	private void await() {
		QuickWork.Outcome<SocketWrapperBase<NioChannel>> outcome = this.work.await();
		if (outcome.quick()) {
			this.pause = Math.max(this.pause - this.pause / 8, MIN_PAUSE);
		}
		else {
			this.resumed = System.nanoTime() + this.pause;
			this.pause = Math.min(2 * this.pause, MAX_PAUSE);
			// What is not quick may take long, and is nobody's to wait for.
			this.work = newWork();
		}
		dispatch(outcome.rest());
	}

	private void dispatch(List<SocketWrapperBase<NioChannel>> sockets) {
		for (SocketWrapperBase<NioChannel> socket : sockets) {
			if (!super.processSocket(socket, SocketEvent.OPEN_READ, true)) {
				socket.close();
			}
		}
	}

}
