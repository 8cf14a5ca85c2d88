package dev.mediaboot.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import dev.mediaboot.LocalFile;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaLocation.EtagSource;
import dev.mediaboot.MediaLocation.Symlinks;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.testing.Fixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where stores say that their files lie.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
class LocalFileTests {

	private Fixture fixture;

	private Path root;

	@BeforeEach
	void write(@TempDir Path directory) throws IOException {
		this.fixture = Fixture.in(directory.toRealPath());
		this.root = this.fixture.path("media");
		Files.createSymbolicLink(this.root.resolve("link.txt"), Path.of("sub/inner.txt"));
		Files.createSymbolicLink(this.root.resolve("out.txt"), this.fixture.path("secret.txt"));
		Files.createSymbolicLink(this.fixture.path("current"), this.root);
		this.fixture.awaitAge();
	}

	private static LocalFile find(MediaStore store, String path) throws IOException {
		MediaPath parsed = Objects.requireNonNull(MediaPath.parse(path));
		try (MediaFile file = Objects.requireNonNull(store.find(parsed))) {
			return file.localFile();
		}
	}

	@Test
	void fileIsWhereItsNameSays() throws IOException {
		assertThat(find(MediaStores.directory(this.root), "sub/inner.txt"))
			.isEqualTo(new LocalFile(this.root, this.root.resolve("sub/inner.txt"), Path.of("sub", "inner.txt")));
	}

	@Test
	void linkIsFollowed() throws IOException {
		assertThat(find(MediaStores.directory(this.root), "link.txt"))
			.isEqualTo(new LocalFile(this.root, this.root.resolve("sub/inner.txt"), Path.of("sub", "inner.txt")));
	}

	@Test
	void directoryThatIsLinkKeepsItsName() throws IOException {
		Path current = this.fixture.path("current");
		assertThat(find(MediaStores.directory(current), "link.txt"))
			.isEqualTo(new LocalFile(current, this.root.resolve("sub/inner.txt"), Path.of("sub", "inner.txt")));
		assertThat(find(MediaStores.directory(current), "alphabet.txt"))
			.isEqualTo(new LocalFile(current, current.resolve("alphabet.txt"), Path.of("alphabet.txt")));
	}

	@Test
	void linkThatLeadsOutOfTheDirectory() throws IOException {
		MediaStore store = MediaStores.directory(this.root, Symlinks.FOLLOW, EtagSource.FILE);
		assertThat(find(store, "out.txt")).isEqualTo(new LocalFile(this.root, this.fixture.path("secret.txt"), null));
	}

	@Test
	void fileOfLayerIsInTheDirectoryOfThatLayer() throws IOException {
		MediaStore store = MediaStores
			.overlay(List.of(MediaStores.directory(this.fixture.path("site")), MediaStores.directory(this.root)));
		assertThat(find(store, "alphabet.txt").directory()).isEqualTo(this.root);
		assertThat(find(store, "plain.css").directory()).isEqualTo(this.fixture.path("site"));
	}

	@Test
	void fileThatMayStillBeChangingHasNoPlace() throws IOException {
		this.fixture.write("media/new.txt", "new");
		assertThat(find(MediaStores.directory(this.root), "new.txt")).isNull();
		assertThat(MediaFile.of(new byte[1]).localFile()).isNull();
	}

	@Test
	void storesSayWhichLinksTheyFollow() {
		MediaStore within = MediaStores.directory(this.root);
		MediaStore follow = MediaStores.directory(this.root, Symlinks.FOLLOW, EtagSource.FILE);
		MediaStore none = (path) -> null;
		assertThat(within.symlinks()).isEqualTo(Symlinks.WITHIN_ROOT);
		assertThat(none.symlinks()).isNull();
		assertThat(MediaStores.overlay(List.of(follow, none)).symlinks()).isEqualTo(Symlinks.FOLLOW);
		assertThat(MediaStores.overlay(List.of(follow, within)).symlinks()).isNull();
	}

}
