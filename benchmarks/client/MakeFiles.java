import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Makes the files that all systems serve, the same ones each time.
 *
 * <pre>
 * java MakeFiles DIRECTORY
 * </pre>
 */
final class MakeFiles {

	private static final int KIB = 1024;

	private static final int MIB = 1024 * KIB;

	private MakeFiles() {
	}

	public static void main(String[] args) throws IOException {
		Path directory = Path.of(args[0]);
		Path many = Files.createDirectories(directory.resolve("many"));
		Random random = new Random(1);
		for (int size : new int[] { 1, 10, 100 }) {
			Files.write(directory.resolve(size + "k.jpg"), bytes(random, size * KIB));
		}
		for (int i = 0; i < 10_000; i++) {
			Files.write(many.resolve(String.format("%05d.jpg", i)), bytes(random, 4 * KIB));
		}
		numbered(directory.resolve("100m.mp4"), 100);
		numbered(directory.resolve("1g.mp4"), 1024);
	}

	private static byte[] bytes(Random random, int length) {
		byte[] bytes = new byte[length];
		random.nextBytes(bytes);
		return bytes;
	}

	/**
	 * Every eight bytes hold their own position, so that a part can be checked.
	 */
	private static void numbered(Path file, int mebibytes) throws IOException {
		byte[] bytes = new byte[MIB];
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), MIB)) {
			for (long position = 0; position < (long) mebibytes * MIB; position += MIB) {
				buffer.clear();
				for (int i = 0; i < MIB; i += Long.BYTES) {
					buffer.putLong(position + i);
				}
				out.write(bytes);
			}
		}
	}

}
