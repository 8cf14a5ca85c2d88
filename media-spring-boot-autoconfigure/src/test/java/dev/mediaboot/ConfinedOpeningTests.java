package dev.mediaboot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
		assertThatExceptionOfType(FileSystemException.class)
			.isThrownBy(() -> ConfinedOpening.open(this.root, this.file, this.identity));
	}

	@Test
	void fileThatBecameALinkIsNotFollowed() throws IOException {
		Files.move(this.file, this.root.resolve("aside.txt"));
		Files.createSymbolicLink(this.file, this.root.resolve("aside.txt"));
		assertThat(ConfinedOpening.open(this.root, this.file, this.identity)).isNull();
	}

}
