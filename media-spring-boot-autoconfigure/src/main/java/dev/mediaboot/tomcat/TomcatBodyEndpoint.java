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
 * The endpoint of {@link TomcatBodyProtocol}, which handles requests for small media
 * together.
 * <p>
 * Tomcat dispatches every request to a thread of its own, removes the connection from the
 * selector and registers it again after the response. For a response that takes
 * microseconds, this is half of the work. Requests on connections whose previous response
 * was small media are therefore shared by a few threads, and the selector is left alone
 * until these are done. A slower request, such as one for the application on the same
 * connection, delays this by half a millisecond; after that, every request is dispatched
 * Tomcat's way for a while.
 */
final class TomcatBodyEndpoint extends NioEndpoint {

	/**
	 * How long requests are dispatched Tomcat's way after a delay, in nanoseconds:
	 * briefly after the first, which may be caused by the JIT compiler, and longer after
	 * each one that follows soon.
	 */
	private static final long MIN_PAUSE = TimeUnit.MILLISECONDS.toNanos(4);

	private static final long MAX_PAUSE = 32 * MIN_PAUSE;

	private final int processors = Runtime.getRuntime().availableProcessors();

	private volatile @Nullable Thread poller;

	// Used by the poller thread only

	private TaskBatch<SocketWrapperBase<NioChannel>> work = newWork();

	private @Nullable SocketWrapperBase<?> last;

	private long pause = MIN_PAUSE;

	private long resumed = System.nanoTime();

	@Override
	protected NioChannel createChannel(SocketBufferHandler buffers) {
		return isSSLEnabled() ? super.createChannel(buffers) : new MediaNioChannel(buffers);
	}

	private TaskBatch<SocketWrapperBase<NioChannel>> newWork() {
		return new TaskBatch<>((socket) -> super.processSocket(socket, SocketEvent.OPEN_READ, false), this.processors);
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

	/**
	 * Whether this is the poller thread. Tomcat does not expose it, and starts a new one
	 * after every stop.
	 */
	private boolean isPoller() {
		Thread thread = Thread.currentThread();
		if (thread != this.poller && thread.getName().equals(getName() + "-Poller")) {
			this.poller = thread;
		}
		return thread == this.poller;
	}

	/**
	 * Whether the arriving request is expected to be for small media, and no pause after
	 * a delay is in effect.
	 */
	private boolean wake(SocketWrapperBase<NioChannel> socket) {
		if (!(socket.getSocket() instanceof MediaNioChannel channel) || !channel.expectsMedia()) {
			return false;
		}
		channel.requestArrived();
		return System.nanoTime() - this.resumed >= 0;
	}

	/**
	 * Returns the last ready connection that expects a request for small media: once it
	 * is added, the poller waits.
	 */
	private static SocketWrapperBase<?> last(SocketWrapperBase<?> first, Set<SelectionKey> ready) {
		SocketWrapperBase<?> last = first;
		for (SelectionKey key : ready) {
			if (key.attachment() instanceof SocketWrapperBase<?> socket
					&& socket.getSocket() instanceof MediaNioChannel channel && channel.expectsMedia()) {
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
				// No thread is available. Tomcat's own dispatch reports that for each
				// connection.
				dispatch(this.work.cancel());
			}
		}
	}

	private void await() {
		TaskBatch.Outcome<SocketWrapperBase<NioChannel>> outcome = this.work.await();
		if (outcome.quick()) {
			this.pause = Math.max(this.pause - this.pause / 8, MIN_PAUSE);
		}
		else {
			this.resumed = System.nanoTime() + this.pause;
			this.pause = Math.min(2 * this.pause, MAX_PAUSE);
			// A slow task may take long, and the next tasks must not wait for it.
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
