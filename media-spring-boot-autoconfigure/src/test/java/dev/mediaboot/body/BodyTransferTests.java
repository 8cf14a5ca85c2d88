package dev.mediaboot.body;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.mediaboot.MediaFile;
import dev.mediaboot.answer.Body;
import dev.mediaboot.http.ByteRange;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.transfer.TransferBuffers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BodyTransfer}, into a socket that takes little at once.
 */
class BodyTransferTests {

	private static final int LENGTH = 1_000_000;

	private static final byte[] CONTENT = Fixture.numbers(LENGTH);

	private static final List<ByteRange> RANGES = List.of(new ByteRange(0, 10), new ByteRange(5_000, 300_000),
			new ByteRange(400_000, 1), new ByteRange(LENGTH - 500_000, 500_000));

	private final TransferBuffers buffers = new TransferBuffers();

	private SocketChannel server;

	private SocketChannel client;

	@BeforeEach
	void connect() throws IOException {
		try (ServerSocketChannel listener = ServerSocketChannel.open()) {
			listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			this.client = SocketChannel.open(listener.getLocalAddress());
			this.client.configureBlocking(false);
			this.server = listener.accept();
			this.server.setOption(StandardSocketOptions.SO_SNDBUF, 64 * 1024);
			this.server.configureBlocking(false);
		}
	}

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.server.close();
	}

	@ParameterizedTest
	@EnumSource
	void everyByteArrivesOnce(Source source, @TempDir Path directory) throws IOException {
		ByteArrayOutputStream expected = new ByteArrayOutputStream();
		List<Body.Part> parts = new ArrayList<>();
		expected.write(bytes("status line"));
		for (ByteRange range : RANGES) {
			parts.add(new Body.Part(bytes("head"), range));
			expected.write(bytes("head"));
			expected.write(CONTENT, (int) range.first(), (int) range.length());
		}
		expected.write(bytes("end"));
		TestFile file = new TestFile(source, Files.write(directory.resolve("file"), CONTENT));
		try (BodyTransfer transfer = new BodyTransfer(new Body(file, parts, bytes("end")), source == Source.KERNEL,
				this.buffers)) {
			assertThat(send(transfer)).isEqualTo(expected.toByteArray());
			assertThat(transfer.written()).isEqualTo(transfer.length());
			assertThat(transfer.truncation()).isNull();
		}
		assertThat(file.slices).isZero();
		assertThat(file.open).isFalse();
	}

	@ParameterizedTest
	@EnumSource(names = { "KERNEL", "CHANNEL", "STORE" })
	void aFileThatEndsEarlyIsReported(Source source, @TempDir Path directory) throws IOException {
		TestFile file = new TestFile(source, Files.write(directory.resolve("file"), Arrays.copyOf(CONTENT, 500_000)));
		try (BodyTransfer transfer = new BodyTransfer(Body.of(file, ByteRange.whole(LENGTH)), source == Source.KERNEL,
				this.buffers)) {
			assertThatExceptionOfType(EOFException.class).isThrownBy(() -> send(transfer))
				.withMessage("The file ended 500000 bytes early");
			assertThat(transfer.truncation()).isNotNull();
			assertThat(transfer.written()).isBetween(1L, 500_000L);
		}
		assertThat(file.slices).isZero();
		assertThat(file.open).isFalse();
	}

	@Test
	void aSmallBodyThatEndsEarlyIsRefused(@TempDir Path directory) throws IOException {
		TestFile file = new TestFile(Source.CHANNEL, Files.write(directory.resolve("file"), bytes("short")));
		assertThatExceptionOfType(TruncatedBodyException.class)
			.isThrownBy(() -> new BodyTransfer(Body.of(file, ByteRange.whole(10)), true, this.buffers))
			.withMessage("The file ended 5 bytes early");
		file.close();
	}

	private byte[] send(BodyTransfer transfer) throws IOException {
		ByteArrayOutputStream received = new ByteArrayOutputStream();
		ByteBuffer head = ByteBuffer.wrap(bytes("status line"));
		while (transfer.remaining() > 0) {
			transfer.write(head, this.server);
			assertThat(head.hasRemaining()).isFalse();
			receive(received);
		}
		this.server.shutdownOutput();
		this.client.configureBlocking(true);
		while (receive(received) >= 0) {
			// There is more.
		}
		return received.toByteArray();
	}

	private int receive(ByteArrayOutputStream received) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(10_000);
		int count = this.client.read(buffer);
		received.write(buffer.array(), 0, buffer.position());
		return count;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/** Where the bytes of a file come from. */
	private enum Source {

		KERNEL, CHANNEL, STORE, HEAP, DIRECT

	}

	/**
	 * A file that counts what is open.
	 */
	private static final class TestFile implements MediaFile {

		private final Source source;

		private final FileChannel content;

		private int slices;

		private boolean open = true;

		TestFile(Source source, Path path) throws IOException {
			this.source = source;
			this.content = FileChannel.open(path);
		}

		@Override
		public long length() {
			return LENGTH;
		}

		@Override
		public Instant lastModified() {
			return null;
		}

		@Override
		public String etag() {
			return null;
		}

		@Override
		public FileChannel channel() {
			return (this.source == Source.KERNEL || this.source == Source.CHANNEL) ? this.content : null;
		}

		@Override
		public ReadableByteChannel open(long position, long count) throws IOException {
			this.slices++;
			this.content.position(position);
			return new ReadableByteChannel() {

				@Override
				public int read(ByteBuffer target) throws IOException {
					return TestFile.this.content.read(target);
				}

				@Override
				public boolean isOpen() {
					return true;
				}

				@Override
				public void close() {
					TestFile.this.slices--;
				}

			};
		}

		@Override
		public ByteBuffer[] buffers(long position, long count) {
			if (this.source != Source.HEAP && this.source != Source.DIRECT) {
				return null;
			}
			ByteBuffer bytes = ByteBuffer.wrap(CONTENT, (int) position, (int) count);
			return new ByteBuffer[] {
					(this.source == Source.HEAP) ? bytes : ByteBuffer.allocateDirect((int) count).put(bytes).flip() };
		}

		@Override
		public void close() throws IOException {
			this.open = false;
			this.content.close();
		}

	}

}
