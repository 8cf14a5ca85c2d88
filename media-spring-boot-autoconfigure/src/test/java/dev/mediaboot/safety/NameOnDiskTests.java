package dev.mediaboot.safety;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaLocation;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.store.MediaStores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * R12: a file is found by the name it has on the disk only.
 */
class NameOnDiskTests extends RefusedPathContract {

	NameOnDiskTests(AttackedServer server) {
		super(server);
	}

	@Override
	Stream<Attack> attacks() {
		return Stream
			.of(Attack.of("CVE-2026-27587 Caddy, another case where an encoding hides it, R1 R12",
					"/media/PRIVATE/secret.txt", "/media/%50RIVATE/secret.txt", "/media/private/SECRET.TXT",
					"/media/private/%53ecret.txt"),
					Attack.besideMounts("CVE-2026-27587 Caddy, another case where an encoding hides it, R1 R12",
							"/MEDIA/private/secret.txt", "/%4dedia/private/secret.txt"),
					Attack.of("Caddy hide, a list of hidden names in the wrong case, R10 R12", "/media/.ENV",
							"/media/.Env", "/media/cats/.GIT/config", "/media/.HIDDEN/secret.txt"))
			.flatMap(Function.identity());
	}

	@ParameterizedTest(name = "CVE-2026-27587 Caddy, another case where the disk knows none, R12: {0} {1}")
	@CsvSource({ "private/secret.txt,WITHIN_ROOT,true", "PRIVATE/secret.txt,WITHIN_ROOT,false",
			"private/SECRET.TXT,WITHIN_ROOT,false", "private/secret.txt,DENY,true", "Private/secret.txt,DENY,false",
			"private/secret.txt,FOLLOW,true", "PRIVATE/secret.txt,FOLLOW,false" })
	void fileIsFoundByItsOwnNameOnDiskWithoutCase(String name, MediaLocation.Symlinks symlinks, boolean found)
			throws IOException {
		Path root = new DiskWithoutCase().wrap(this.server.path("media"));
		MediaStore store = MediaStores.directory(root, symlinks, MediaLocation.EtagSource.FILE);
		try (MediaFile file = store.find(Objects.requireNonNull(MediaPath.parse(name)))) {
			assertThat(file != null).isEqualTo(found);
		}
	}

}
