package dev.mediaboot.store;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.mediaboot.file.FileIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tree changes after the look, as the store cannot be made to see it.
 */
@EnabledOnOs(OS.LINUX)
class ConfinedOpeningTests {

	private Path root;

	private Path file;

	private FileIdentity identity;

	@BeforeEach
	void look(@TempDir Path directory) throws IOException {
		Path real = directory.toRealPath();
		this.root = Files.createDirectories(real.resolve("root/dir")).getParent();
		this.file = Files.writeString(this.root.resolve("dir/a.txt"), "inside");
		Files.createDirectory(real.resolve("outside"));
		Files.writeString(real.resolve("outside/a.txt"), "secret");
		this.identity = FileIdentity.of(this.file);
	}

	@Test
	void fileThatWasLookedAtIsOpened() throws IOException {
		try (FileChannel channel = ConfinedOpening.open(this.root, this.file, this.identity)) {
			assertThat(channel.size()).isEqualTo("inside".length());
		}
	}

	@Test
	void parentThatWasExchangedHoldsAnotherFile() throws IOException {
		Files.move(this.root.resolve("dir"), this.root.resolve("aside"));
		Files.move(this.root.resolveSibling("outside"), this.root.resolve("dir"));
		assertThat(ConfinedOpening.open(this.root, this.file, this.identity)).isNull();
	}

	@Test
	void parentThatBecameALinkIsNotFollowed() throws IOException {
		Files.move(this.root.resolve("dir"), this.root.resolve("aside"));
		Files.createSymbolicLink(this.root.resolve("dir"), this.root.resolve("aside"));
		assertThat(ConfinedOpening.open(this.root, this.file, this.identity)).isNull();
	}

	@Test
	void parentThatBecameASocketIsNoLinkAndNoDirectory() throws IOException {
		Files.move(this.root.resolve("dir"), this.root.resolve("aside"));
		try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			socket.bind(UnixDomainSocketAddress.of(this.root.resolve("dir")));
			assertThat(ConfinedOpening.open(this.root, this.file, this.identity)).isNull();
		}
	}

	@Test
	void fileOutOfTheRootThatBecameALinkIsNotFollowed() throws IOException {
		Path outside = this.root.resolveSibling("outside/a.txt");
		FileIdentity identity = FileIdentity.of(outside);
		Files.move(outside, outside.resolveSibling("b.txt"));
		Files.createSymbolicLink(outside, Path.of("b.txt"));
		assertThat(ConfinedOpening.open(this.root, outside, identity)).isNull();
	}

	@Test
	void fileThatBecameALinkIsNotFollowed() throws IOException {
		Files.move(this.file, this.root.resolve("aside.txt"));
		Files.createSymbolicLink(this.file, this.root.resolve("aside.txt"));
		assertThat(ConfinedOpening.open(this.root, this.file, this.identity)).isNull();
	}

}
