package dev.mediaboot.tomcat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.Request;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The room that a client grants an HTTP/2 stream on Tomcat (RFC 9113 §5.2).
 * <p>
 * A thread that writes more than the flow-control windows allow waits inside Tomcat. When
 * several streams of a connection wait, one of them may be woken for room that another
 * has taken: Tomcat mistakes this for a client that accepts nothing, and closes the
 * connection with all its streams (11.0.24 and 11.0.27). Bodies are therefore written
 * only as far as the windows and the socket have room, and by one stream of a connection
 * at a time. Tomcat does not expose either; if they cannot be found, bodies are written
 * without this limit.
 */
final class TomcatFlowControl {

	private static final Log logger = LogFactory.getLog(TomcatFlowControl.class);

	/**
	 * How long to wait for other streams, in nanoseconds: enough unless the connection
	 * itself is stuck.
	 */
	static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(10);

	private static final int TRIES = 8;

	private static final long SHORTEST_PAUSE = TimeUnit.MICROSECONDS.toNanos(50);

	private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

	private static final @Nullable Internals INTERNALS = Internals.find();

	private static final Map<Object, Http2Connection> connections = Collections.synchronizedMap(new WeakHashMap<>());

	private final @Nullable Object connection;

	private final @Nullable Object stream;

	private final Http2Connection state;

	private final SocketRoom sockets;

	private TomcatFlowControl(@Nullable Object connection, @Nullable Object stream, Http2Connection state,
			SocketRoom sockets) {
		this.connection = connection;
		this.stream = stream;
		this.state = state;
		this.sockets = sockets;
	}

	static TomcatFlowControl of(HttpServletRequest request, SocketRoom sockets) {
		Request tomcatRequest = TomcatConnectionAbort.coyoteRequest(request);
		if (tomcatRequest != null && INTERNALS != null) {
			try {
				Object processor = INTERNALS.hook().invoke(tomcatRequest);
				Object connection = INTERNALS.connection().invoke(processor);
				return new TomcatFlowControl(connection, INTERNALS.stream().invoke(processor),
						connections.computeIfAbsent(connection, TomcatFlowControl::open), sockets);
			}
			catch (Throwable ex) {
				logger.debug("Tomcat's flow control is not accessible", ex);
			}
		}
		return new TomcatFlowControl(null, null, Http2Connection.of(null), sockets);
	}

	private static Http2Connection open(Object connection) {
		try {
			return Http2Connection.of((INTERNALS != null) ? (Object) INTERNALS.socket().invoke(connection) : null);
		}
		catch (Throwable ex) {
			logger.debug("Tomcat's socket is not accessible", ex);
			return Http2Connection.of(null);
		}
	}

	/** Whether Tomcat's windows are accessible. */
	static boolean isKnown() {
		return INTERNALS != null;
	}

	/**
	 * Starts to write, unless another stream occupies the connection for long. Streams
	 * that write little are soon done: a blocking wait would cost more than they do.
	 * @return {@code false} when nothing has been started
	 */
	boolean tryEnter() {
		for (int i = 0; i < TRIES; i++) {
			if (this.state.turn().tryLock()) {
				return true;
			}
			Thread.yield();
		}
		return false;
	}

	/**
	 * Whether windows and socket have room for this many bytes. The stream must have
	 * started to write, and then writes them.
	 */
	boolean hasRoom(int bytes) throws IOException {
		return window() >= bytes && this.state.accepts(bytes, this.sockets);
	}

	/**
	 * Starts to write something that needs no room in the windows, unless another stream
	 * is blocked by the connection itself.
	 * @param nanoseconds how long to wait for the other streams
	 * @return {@code false} when nothing has been started
	 */
	boolean tryEnter(long nanoseconds) throws IOException {
		try {
			return this.state.turn().tryLock(nanoseconds, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("The server is being stopped");
		}
	}

	/**
	 * Waits for the other streams, then starts to write something that needs no room in
	 * the windows.
	 */
	void await(BooleanSupplier aborted) throws IOException {
		while (!aborted.getAsBoolean()) {
			if (tryEnter(LONGEST_PAUSE)) {
				return;
			}
		}
		throw gaveUp();
	}

	/**
	 * Waits until the windows and the socket have room, then starts to write.
	 * @param bytes the number of bytes to write
	 * @param patience how long to believe that the socket has no room, in nanoseconds: a
	 * slow client may have taken some bytes, of which the operating system says nothing
	 * @param aborted whether to give up
	 * @return how many of these bytes there is room for
	 */
	int await(int bytes, long patience, BooleanSupplier aborted) throws IOException {
		long pause = SHORTEST_PAUSE;
		long start = System.nanoTime();
		while (!aborted.getAsBoolean()) {
			int room = tryEnter(LONGEST_PAUSE) ? room(bytes, System.nanoTime() - start >= patience) : 0;
			if (room > 0) {
				return room;
			}
			// Tomcat wakes only threads that wait inside it.
			LockSupport.parkNanos(this, pause);
			pause = Math.min(2 * pause, LONGEST_PAUSE);
		}
		throw gaveUp();
	}

	private static IOException gaveUp() {
		return new InterruptedIOException("The client accepted no data in time");
	}

	/**
	 * Returns how many of the bytes there is room for, and leaves again if there is none.
	 */
	private int room(int bytes, boolean impatient) throws IOException {
		int room = 0;
		try {
			int window = (int) Math.max(Math.min(window(), bytes), 0);
			room = (window == 0 || impatient || this.state.accepts(window, this.sockets)) ? window : 0;
			return room;
		}
		finally {
			if (room == 0) {
				leave();
			}
		}
	}

	/** Ends what {@code tryEnter} or {@code await} has started. */
	void leave() {
		this.state.turn().unlock();
	}

	/** Resets the stream with an error. Tomcat would otherwise mark it as complete. */
	void cancel(String reason) {
		if (INTERNALS != null && this.stream != null) {
			try {
				INTERNALS.cancel().invoke(this.stream, reason, INTERNALS.internalError());
			}
			catch (Throwable ex) {
				// Tomcat's method always throws once the stream is cancelled.
				logger.trace("The stream has been cancelled", ex);
			}
		}
	}

	private long window() throws IOException {
		if (INTERNALS == null || this.stream == null || this.connection == null) {
			return Long.MAX_VALUE;
		}
		try {
			if (!(boolean) INTERNALS.canWrite().invoke(this.stream)) {
				throw new IOException("The stream has been reset");
			}
			return Math.min((long) INTERNALS.windowSize().invoke(this.stream),
					(long) INTERNALS.windowSize().invoke(this.connection));
		}
		catch (IOException | RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IOException(ex);
		}
	}

	/**
	 * Members of Tomcat that are not public.
	 *
	 * @param hook reads the processor of a request
	 * @param connection reads the connection of a processor
	 * @param stream reads the stream of a processor
	 * @param socket reads the socket of a connection
	 * @param windowSize returns the window of a stream, or of the connection
	 * @param canWrite returns whether a stream is still open
	 * @param cancel cancels a stream
	 * @param internalError the error code for that (RFC 9113 §7)
	 */
	private record Internals(MethodHandle hook, MethodHandle connection, MethodHandle stream, MethodHandle socket,
			MethodHandle windowSize, MethodHandle canWrite, MethodHandle cancel, Object internalError) {

		private static final String PACKAGE = "org.apache.coyote.http2.";

		static @Nullable Internals find() {
			try {
				MethodHandles.Lookup lookup = MethodHandles.lookup();
				Class<?> processor = type("StreamProcessor");
				Class<?> stream = type("Stream");
				Class<?> error = type("Http2Error");
				return new Internals(lookup.unreflectGetter(field(Request.class, "hook")),
						lookup.unreflectGetter(field(processor, "handler")),
						lookup.unreflectGetter(field(processor, "stream")),
						lookup.unreflectGetter(field(type("Http2UpgradeHandler"), "socketWrapper")),
						lookup.unreflect(method(type("AbstractStream"), "getWindowSize")),
						lookup.unreflect(method(stream, "canWrite")),
						lookup.unreflect(method(stream, "doStreamCancel", String.class, error)),
						field(error, "INTERNAL_ERROR").get(null));
			}
			catch (ReflectiveOperationException | RuntimeException | LinkageError ex) {
				logger.debug("Tomcat's flow control is not accessible", ex);
				return null;
			}
		}

		private static Class<?> type(String name) throws ClassNotFoundException {
			return ClassUtils.forName(PACKAGE + name, Request.class.getClassLoader());
		}

		private static Field field(Class<?> type, String name) throws NoSuchFieldException {
			return accessible(type.getDeclaredField(name));
		}

		private static Method method(Class<?> type, String name, Class<?>... parameters) throws NoSuchMethodException {
			return accessible(type.getDeclaredMethod(name, parameters));
		}

		private static <T extends AccessibleObject> T accessible(T member) {
			member.setAccessible(true);
			return member;
		}

	}

}
