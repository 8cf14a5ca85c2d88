package dev.mediaboot.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A stream of HTTP/2 (RFC 9113 §5). Whatever is read from it is given back to its window
 * at once, as long as the server needs that, and nothing else, unless a test says so.
 */
public final class Http2Stream implements Exchange {

	private final RawHttp2 connection;

	private final int number;

	private final String method;

	private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();

	/** What the server may still send (RFC 9113 §6.9.1). */
	private long window;

	/** What the test has seen. */
	private int read;

	/** What was given back to the windows. */
	private int taken;

	private boolean taking;

	private Reply head;

	private boolean ended;

	private String reset;

	public Http2Stream(RawHttp2 connection, int number, String method, int window) {
		this.connection = connection;
		this.number = number;
		this.method = method;
		this.window = window;
	}

	@Override
	public Reply readHead() throws IOException {
		while (this.head == null && !isOver()) {
			this.connection.receive();
		}
		return (this.head != null) ? this.head : Reply.none(this.reset);
	}

	@Override
	public byte[] readUpTo(int length) throws IOException {
		int start = this.read;
		while (this.read - start < length && (this.arrived.size() > this.read || !isOver())) {
			if (this.arrived.size() == this.read) {
				this.connection.receive();
			}
			this.read = (int) Math.min(this.arrived.size(), (long) start + length);
			take(this.read);
		}
		return Arrays.copyOfRange(this.arrived.toByteArray(), start, this.read);
	}

	@Override
	public byte[] readToEnd() throws IOException {
		return readUpTo(Integer.MAX_VALUE);
	}

	@Override
	public Reply read() throws IOException {
		Reply answer = readHead();
		byte[] body = readToEnd();
		if (this.head == null) {
			return answer;
		}
		String length = answer.field("Content-Length");
		boolean bodiless = this.method.equals("HEAD") || answer.status() == 304;
		boolean whole = bodiless || length == null || Integer.parseInt(length) == body.length;
		return new Reply(answer.status(), answer.lines(), body, this.ended && whole, this.reset);
	}

	/** Takes whatever comes, as soon as it comes. */
	public Http2Stream takeAll() throws IOException {
		this.taking = true;
		take(this.arrived.size());
		return this;
	}

	private void take(int position) throws IOException {
		int count = position - this.taken;
		if (count > 0) {
			this.taken = position;
			this.connection.took(count);
			if (!isOver() && this.window < missing()) {
				allow(count);
			}
		}
	}

	/**
	 * What is still to come, if that is known. More than that is not given back: Jetty
	 * leaves a client that often opens the windows of streams which have ended.
	 */
	private long missing() {
		String length = (this.head != null) ? this.head.field("Content-Length") : null;
		return (length != null) ? Long.parseLong(length) - this.arrived.size() : Long.MAX_VALUE;
	}

	/** Lets the server send so much more. */
	public void allow(int count) throws IOException {
		this.window += count;
		this.connection.send(Frame.windowUpdate(this.number, count));
	}

	/** Waits until so much has arrived, without taking it. */
	public void await(int count) throws IOException {
		while (this.arrived.size() < count && !isOver()) {
			this.connection.receive();
		}
		assertThat(this.arrived.size()).as("what has arrived of " + this).isGreaterThanOrEqualTo(count);
	}

	/** Wants no more of it. */
	public void cancel() throws IOException {
		this.connection.send(Frame.reset(this.number, "CANCEL"));
		end("CANCEL");
	}

	public boolean isOver() {
		return this.ended || this.reset != null;
	}

	/** The error that ended the stream before its end, {@code null} for none. */
	public String reset() {
		return this.reset;
	}

	public void receive(Reply block, boolean last) {
		if (this.head == null && block.status() >= 200) {
			this.head = block;
		}
		this.ended = this.ended || last;
	}

	public void receive(Frame data) throws IOException {
		assertThat(this.head).as("RFC 9113 §8.1: fields before the content").isNotNull();
		assertThat(this.ended).as("RFC 9113 §8.1: nothing behind the end").isFalse();
		this.window -= data.payload().length;
		assertThat(this.window).as("RFC 9113 §6.9.1: no more than the window of the stream").isNotNegative();
		this.arrived.writeBytes(data.content());
		this.ended = data.has(Frame.END_STREAM);
		if (this.taking) {
			take(this.arrived.size());
		}
	}

	/** A stream that had its end before has it still. */
	public void end(String error) {
		if (!isOver()) {
			this.reset = error;
		}
	}

	@Override
	public String toString() {
		return "stream " + this.number + ": " + ((this.head != null) ? this.head.status() : "no answer") + ", "
				+ this.arrived.size() + " bytes, " + (this.ended ? "ended" : "reset: " + this.reset);
	}

}
