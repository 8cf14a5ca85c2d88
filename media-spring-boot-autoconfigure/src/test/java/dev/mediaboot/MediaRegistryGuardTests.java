package dev.mediaboot;

import java.util.ArrayList;
import java.util.List;

import dev.mediaboot.MediaRegistry.Match;
import dev.mediaboot.store.MediaStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MediaRegistry}: what a {@link MountGuard} refuses or protects.
 */
class MediaRegistryGuardTests {

	private static final MediaStore EMPTY = (path) -> null;

	private final MediaRegistry registry = MediaRegistry.create(MediaStores.factory());

	@Test
	void whatAGuardRefusesChangesNothing() {
		List<Mount> asked = new ArrayList<>();
		MediaRegistry guarded = guarded((mount) -> {
			asked.add(mount);
			if (mount.policy().dispatch() == Mount.Dispatch.FILTER) {
				throw new InvalidMountException("refused", "Do something else.");
			}
		});
		Mount first = guarded.mount("/css", EMPTY).mount();
		Mount second = Mount.of("/css", EMPTY).withDispatch(Mount.Dispatch.FILTER);
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> guarded.remount(second));
		assertThatExceptionOfType(InvalidMountException.class)
			.isThrownBy(() -> guarded.mount(Mount.of("/js", EMPTY).withDispatch(Mount.Dispatch.FILTER)));
		assertThat(guarded.mounts()).containsExactly(first);
		assertThat(guarded.dispatches(Mount.Dispatch.FILTER)).isFalse();
		assertThat(asked).hasSize(3).startsWith(first, second);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			what the mount was          | localhost   | /media/private/a.txt   | /media/private | none
			its prefix                  | localhost   | /media/private         | /media/private | none
			its prefix, encoded         | localhost   | /media/%70rivate/a.txt | /media/private | none
			a mount within it           | localhost   | /media/private/x/a.txt | /media/private/x | a.txt
			what begins with its name   | localhost   | /media/privateer.txt   | /media | privateer.txt
			bound to another host       | a.example   | /media/private/a.txt   | https://a.example/media | private/a.txt
			without a mount around it   | localhost   | /alone/a.txt           | none   | none
			""")
	void whatWasProtectedWithinAnotherMountStaysClosed(String label, String host, String path, String url,
			String rest) {
		MediaRegistry guarded = guarded(new Protecting("/media/private", "/alone"));
		guarded.mount("/media", EMPTY);
		guarded.mount("/media/private", EMPTY);
		guarded.mount("/media/private/x", EMPTY);
		guarded.mount("https://a.example/media", EMPTY);
		guarded.mount("/alone", EMPTY);
		assertThat(guarded.unmount("/media/private")).isTrue();
		assertThat(guarded.unmount("/media/private")).isFalse();
		assertThat(guarded.unmount("/alone")).isTrue();
		assertThat(guarded.mounts()).extracting(Mount::url)
			.containsExactly("https://a.example/media", "/media/private/x", "/media");
		MediaRegistry.Match match = guarded.match(host, path);
		assertThat((match != null) ? match.mount().url() : null).as(label).isEqualTo(url);
		assertThat((match != null && match.path() != null) ? match.path().toString() : null).as(label).isEqualTo(rest);
	}

	@Test
	void whatStayedClosedIsOpenedByMountingThereAgain() {
		MediaRegistry guarded = guarded(new Protecting("/media/private"));
		guarded.mount("/media", EMPTY);
		guarded.mount("/media/private", EMPTY).close();
		assertThat(guarded.match("localhost", "/media/private/a.txt").path()).isNull();
		Mount again = guarded.mount("/media/private", EMPTY).mount();
		assertThat(guarded.match("localhost", "/media/private/a.txt").mount()).isSameAs(again);
		assertThat(guarded.match("localhost", "/media/private/a.txt").path()).hasToString("a.txt");
	}

	@Test
	void whatStayedClosedIsTheApplicationsWithoutAMountAroundIt() {
		MediaRegistry guarded = guarded(new Protecting("/media/private"));
		guarded.mount("/media", EMPTY);
		guarded.mount("/media/private", EMPTY).close();
		guarded.unmount("/media");
		assertThat(guarded.match("localhost", "/media/private/a.txt")).isNull();
	}

	@Test
	void whatWasProtectedStaysClosedWhenTheMountAroundItComesLater() {
		MediaRegistry guarded = guarded(new Protecting("/media/private"));
		guarded.mount("/media", EMPTY);
		guarded.mount("/media/private", EMPTY);
		guarded.unmount("/media");
		guarded.unmount("/media/private");
		Mount media = guarded.mount("/media", EMPTY).mount();
		assertThat(guarded.match("localhost", "/media/private/a.txt").path()).isNull();
		assertThat(guarded.match("localhost", "/media/a.txt").mount()).isSameAs(media);
	}

	@Test
	void whatNobodyProtectsFallsToTheMountAroundIt() {
		this.registry.mount("/media", EMPTY);
		this.registry.mount("/media/inner", EMPTY).close();
		assertThat(this.registry.match("localhost", "/media/inner/a.txt").path()).hasToString("inner/a.txt");
	}

	private static MediaRegistry guarded(MountGuard guard) {
		return MediaRegistry.create(MediaStores.factory(), (store, mount) -> store, guard, (mount) -> mount, false);
	}

	private record Protecting(String... urls) implements MountGuard {

		@Override
		public void check(Mount mount) {
			// Everything may be mounted.
		}

		@Override
		public boolean isProtected(Mount mount, Mount outer) {
			return List.of(this.urls).contains(mount.url());
		}

	}

}
