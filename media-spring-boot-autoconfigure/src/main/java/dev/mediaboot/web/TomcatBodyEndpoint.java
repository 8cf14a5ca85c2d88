package dev.mediaboot.web;

import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
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
 * microseconds that is half of the work. What arrives on connections that have just been
 * sent small media is therefore handed over together, and the selector is left alone
 * until it is done. A request that takes longer, as one of the application may on the
 * same connection, holds up the others for half a millisecond, and for a while everything
 * is Tomcat's way.
 */
final class TomcatBodyEndpoint extends NioEndpoint {

	/** How long after a delay nothing is handed over together. */
	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

	private final int processors = Runtime.getRuntime().availableProcessors();

	/** What follows is for the poller alone. */
	private final List<SocketWrapperBase<NioChannel>> batch = new ArrayList<>();

	private @Nullable Thread poller;

	private @Nullable SocketWrapperBase<?> last;

	private long resumed = System.nanoTime();

	@Override
	protected NioChannel createChannel(SocketBufferHandler buffers) {
		return isSSLEnabled() ? super.createChannel(buffers) : new TomcatBodyChannel(buffers);
	}

	@Override
	public boolean processSocket(@Nullable SocketWrapperBase<NioChannel> socket, SocketEvent event, boolean dispatch) {
		if (socket == null || !dispatch || event != SocketEvent.OPEN_READ || !isPoller() || !wake(socket)) {
			return super.processSocket(socket, event, dispatch);
		}
		if (this.batch.isEmpty()) {
			this.last = last(socket);
		}
		this.batch.add(socket);
		if (socket == this.last || getPoller().getSelector().selectedKeys().isEmpty()) {
			processBatch();
		}
		return true;
	}

	/** Tomcat keeps the thread to itself, and starts another after every stop. */
	private boolean isPoller() {
		Thread thread = Thread.currentThread();
		if (thread != this.poller && thread.getName().equals(getName() + "-Poller")) {
			this.poller = thread;
			this.batch.clear();
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

	/**
	 * The last of what was found ready that is to be handed over together with the first:
	 * it will be, since an idle connection has nothing but a request to be ready for.
	 */
	private SocketWrapperBase<?> last(SocketWrapperBase<NioChannel> first) {
		SocketWrapperBase<?> last = first;
		for (SelectionKey key : getPoller().getSelector().selectedKeys()) {
			if (key.isValid() && key.attachment() instanceof SocketWrapperBase<?> socket
					&& socket.getSocket() instanceof TomcatBodyChannel channel && channel.expectsMedia()) {
				last = socket;
			}
		}
		return last;
	}

	private void processBatch() {
		TomcatBatch<SocketWrapperBase<NioChannel>> batch = new TomcatBatch<>(this.batch,
				(socket) -> super.processSocket(socket, SocketEvent.OPEN_READ, false));
		this.batch.clear();
		List<SocketWrapperBase<NioChannel>> rest = run(batch);
		if (!batch.isDone()) {
			this.resumed = System.nanoTime() + PAUSE;
		}
		for (SocketWrapperBase<NioChannel> socket : rest) {
			if (!super.processSocket(socket, SocketEvent.OPEN_READ, true)) {
				socket.close();
			}
		}
	}

	private <T> List<T> run(TomcatBatch<T> batch) {
		Executor executor = getExecutor();
		try {
			for (int i = batch.threads(this.processors); i > 0; i--) {
				executor.execute(batch);
			}
			return batch.await();
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			// There is no thread, and Tomcat says so for each of them.
			return batch.cancel();
		}
	}

}
