package dev.mediaboot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.mediaboot.MediaRegistry.Match;
import dev.mediaboot.MediaRegistry.Registration;
import dev.mediaboot.store.MediaStores;
import dev.mediaboot.testing.BrokenStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MediaRegistry}: mounting, unmounting and looking up.
 */
class MediaRegistryTests {

	private static final MediaStore EMPTY = (path) -> null;

	private final MediaRegistry registry = MediaRegistry.create(MediaStores.factory());

	@Test
	void mountingsAreListedInMatchOrderAndNumbered() {
		Registration first = this.registry.mount("/css", EMPTY);
		Registration second = this.registry.mount("/css/deep", EMPTY);
		List<Registration> before = this.registry.registrations();
		assertThat(before).containsExactly(second, first);
		Registration third = this.registry.remount(Mount.of("/css/deep", EMPTY));
		first.close();
		Registration fourth = this.registry.mount("/css", EMPTY);
		assertThat(before).as("a snapshot").containsExactly(second, first);
		assertThat(this.registry.registrations()).containsExactly(third, fourth)
			.extracting(Registration::generation)
			.containsExactly(3L, 4L);
		assertThat(this.registry.registrations()).extracting(Registration::mount)
			.containsExactlyElementsOf(this.registry.mounts());
	}

	@Test
	void listOfMountsIsASnapshot() {
		this.registry.mount("/a", EMPTY);
		List<Mount> before = this.registry.mounts();
		this.registry.mount("/b", EMPTY);
		assertThat(before).hasSize(1).isUnmodifiable();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/media", "media/", "//media//", "/m%65dia" })
	void mountIsFoundHoweverItsUrlIsWritten(String url) {
		Registration registration = this.registry.mount("/media/", EMPTY);
		assertThat(this.registry.find(url)).isSameAs(registration.mount());
	}

	@Test
	void whatIsNotMountedIsNotFound() {
		this.registry.mount("/media", EMPTY);
		assertThat(this.registry.find("/med")).isNull();
		assertThat(this.registry.find("/media/cats")).isNull();
		assertThat(this.registry.find("https://media.example.com/media")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/media", "media/", "//media//" })
	void prefixIsUnmountedHoweverItIsWritten(String url) {
		this.registry.mount("/media", EMPTY);
		assertThat(this.registry.unmount(url)).isTrue();
		assertThat(this.registry.match("localhost", "/media/a.txt")).isNull();
	}

	@Test
	void unmountReturnsWhetherThereWasAMount() {
		assertThat(this.registry.unmount("/media")).isFalse();
	}

	@Test
	void unmountLeavesTheOthers() {
		this.registry.mount("/media", EMPTY);
		this.registry.mount("/media/cats", EMPTY);
		this.registry.unmount("/media/cats");
		assertThat(this.registry.match("localhost", "/media/cats/a.txt").mount().url()).isEqualTo("/media");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/media", "media/", "//media//" })
	void conflictLeavesEverythingAsItWas(String url) {
		Mount first = this.registry.mount("/media", EMPTY).mount();
		Mount other = this.registry.mount("/css", EMPTY).mount();
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> this.registry.mount(url, EMPTY))
			.withMessageContaining("/media")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("remount"));
		assertThat(this.registry.mounts()).containsExactly(other, first);
	}

	@Test
	void samePrefixOnAnotherHostIsNoConflict() {
		this.registry.mount("/media", EMPTY);
		this.registry.mount("https://a.example/media", EMPTY);
		this.registry.mount("https://b.example/media", EMPTY);
		assertThat(this.registry.mounts()).hasSize(3);
	}

	@Test
	void sameHostByAnotherSchemeOrPortIsAConflict() {
		this.registry.mount("https://a.example/media", EMPTY);
		assertThatExceptionOfType(InvalidMountException.class)
			.isThrownBy(() -> this.registry.mount("http://A.example:8080/media/", EMPTY));
	}

	@Test
	void storeThatCannotServeIsNotMounted() {
		assertThatExceptionOfType(InvalidMountException.class)
			.isThrownBy(() -> this.registry.mount("/media", new BrokenStore()))
			.withMessage("broken");
		assertThat(this.registry.mounts()).isEmpty();
	}

	@Test
	void storeThatCannotServeReplacesNothing() {
		Mount first = this.registry.mount("/media", EMPTY).mount();
		Mount broken = Mount.of("/media", new BrokenStore());
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> this.registry.remount(broken));
		assertThat(this.registry.mounts()).containsExactly(first);
	}

	@Test
	void remountReplaces() {
		this.registry.mount("/media", EMPTY);
		Mount second = Mount.of("/media/", EMPTY);
		this.registry.remount(second);
		assertThat(this.registry.mounts()).containsExactly(second);
	}

	@Test
	void remountMountsWhatIsNotMountedYet() {
		Mount mount = Mount.of("/media", EMPTY);
		assertThat(this.registry.remount(mount).mount()).isSameAs(mount);
		assertThat(this.registry.mounts()).containsExactly(mount);
	}

	@Test
	void closingARegistrationUnmounts() {
		Registration registration = this.registry.mount("/media", EMPTY);
		registration.close();
		assertThat(this.registry.mounts()).isEmpty();
	}

	@Test
	void closingARegistrationTwiceDoesNoHarm() {
		Registration registration = this.registry.mount("/media", EMPTY);
		registration.close();
		Mount second = this.registry.mount("/media", EMPTY).mount();
		registration.close();
		assertThat(this.registry.mounts()).containsExactly(second);
	}

	@Test
	void closingARegistrationLeavesWhatWasRemounted() {
		Registration first = this.registry.mount("/media", EMPTY);
		Registration second = this.registry.remount(Mount.of("/media", EMPTY));
		first.close();
		assertThat(this.registry.mounts()).containsExactly(second.mount());
		second.close();
		assertThat(this.registry.mounts()).isEmpty();
	}

	@Test
	void closingARegistrationLeavesAnotherMountingOfTheSameMount() {
		Mount mount = Mount.of("/media", EMPTY);
		Registration first = this.registry.mount(mount);
		first.close();
		this.registry.mount(mount);
		first.close();
		assertThat(this.registry.mounts()).containsExactly(mount);
	}

	@Test
	void registrationReturnsItsMount() {
		Mount mount = Mount.of("/media", EMPTY);
		assertThat(this.registry.mount(mount).mount()).isSameAs(mount);
	}

	@Test
	void requestsSeeTheDecoratedStore() {
		MediaStore original = (path) -> null;
		MediaStore decorated = (path) -> null;
		List<MediaStore> stores = new ArrayList<>();
		MediaRegistry decorating = MediaRegistry.create(MediaStores.factory(), (store, mount) -> {
			stores.add(store);
			return decorated;
		});
		Mount mount = Mount.of("/css", original).withContent(Mount.Content.USER);
		decorating.mount(mount);
		assertThat(decorating.match("localhost", "/css/a.css")).isNotNull()
			.returns(decorated, MediaRegistry.Match::store)
			.returns(mount, MediaRegistry.Match::mount);
		assertThat(decorating.mounts()).containsExactly(mount);
		assertThat(decorating.find("/css")).isSameAs(mount);
		decorating.remount(mount.withContent(Mount.Content.SITE));
		assertThat(stores).as("what was decorated").containsExactly(original, original);
	}

	@Test
	void problemIsThatOfTheStoreWhateverDecoratesIt(@TempDir Path directory) throws IOException {
		Path media = Files.createDirectory(directory.resolve("media"));
		MediaRegistry decorating = MediaRegistry.create(MediaStores.factory(), (store, mount) -> (path) -> null);
		Registration registration = decorating.mount("/media", media);
		assertThat(registration.problem()).isNull();
		Files.delete(media);
		assertThat(registration.problem()).contains(media.toString());
	}

	@Test
	void mountOfALocationIsThatOfItsStore(@TempDir Path directory) {
		MediaStoreFactory factory = (location) -> location.scheme().equals("archive")
				? MediaStores.directory(directory.resolve(location.schemeSpecificPart())) : null;
		List<Path> seen = new ArrayList<>();
		MediaRegistry own = MediaRegistry.create(factory, (store, mount) -> store,
				(mount) -> seen.addAll(mount.directories()), (mount) -> mount, true);
		Mount mount = own.mount("/a", "archive:photos").mount();
		assertThat(mount.directories()).containsExactly(directory.resolve("photos")).isEqualTo(seen);
		assertThat(mount.location()).isEqualTo(directory.resolve("photos").toString());
	}

	@Test
	void locationThatNoFactoryKnowsIsRefused() {
		MediaRegistry own = MediaRegistry.create((location) -> null);
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> own.mount("/a", "s3://bucket/media"))
			.withMessage("The location 's3://bucket/media' has an unknown scheme")
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo("Use a directory."));
		assertThat(own.mounts()).isEmpty();
	}

	@Test
	void customizerChangesTheMountBeforeItIsMounted() {
		MediaRegistry early = MediaRegistry.create(MediaStores.factory(), (store, mount) -> store, (mount) -> {
		}, (mount) -> mount.withDefaultDispatch(Mount.Dispatch.FILTER), false);
		assertThat(early.dispatches(Mount.Dispatch.FILTER)).isFalse();
		assertThat(early.mount("/a", EMPTY).mount().policy().dispatch()).isEqualTo(Mount.Dispatch.FILTER);
		Mount decided = Mount.of("/b", EMPTY).withDispatch(Mount.Dispatch.MVC);
		assertThat(early.mount(decided).mount()).isSameAs(decided);
		assertThat(early.match("localhost", "/a/x").mount().policy().dispatch()).isEqualTo(Mount.Dispatch.FILTER);
		early.unmount("/a");
		assertThat(early.dispatches(Mount.Dispatch.FILTER)).isFalse();
		assertThat(early.dispatches(Mount.Dispatch.MVC)).isTrue();
	}

	/** As a thread does that mounts something while the application starts. */
	@Test
	void mountMissesNoCustomizerThatJoinsMeanwhile() {
		AtomicReference<MediaRegistry> itself = new AtomicReference<>();
		AtomicInteger calls = new AtomicInteger();
		MediaRegistry early = MediaRegistry.create(MediaStores.factory(), (store, mount) -> store, (mount) -> {
		}, (mount) -> {
			if (calls.incrementAndGet() == 1) {
				itself.get().customize();
				return mount;
			}
			return mount.withIndex("late.html");
		}, false);
		itself.set(early);
		assertThat(early.mount("/a", EMPTY).mount().policy().index()).containsExactly("late.html");
		assertThat(calls).hasValue(2);
	}

	@Test
	void inertRegistryTakesMountsWithoutLookingAtTheirStores(@TempDir Path directory) {
		MediaRegistry inert = MediaRegistry.noOp();
		inert.mount("/media", directory.resolve("missing"));
		inert.mount("/broken", new BrokenStore());
		assertThat(inert.mounts()).hasSize(2);
	}

}
