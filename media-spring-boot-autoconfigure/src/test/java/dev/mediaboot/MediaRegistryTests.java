package dev.mediaboot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mediaboot.MediaRegistry.Match;
import dev.mediaboot.MediaRegistry.Registration;
import dev.mediaboot.store.MediaStores;
import dev.mediaboot.testing.BrokenStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MediaRegistryTests {

	private static final MediaStore EMPTY = (path) -> null;

	private static final int THREADS = 8;

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

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			U2 a file                                  | localhost         | /media/a.txt             | /media
			U2 the prefix itself                       | localhost         | /media                   | /media
			U2 the prefix with a slash                 | localhost         | /media/                  | /media
			U2 segment boundary                        | localhost         | /mediax/a.txt            | none
			U2 the longer name                         | localhost         | /media-private/a.txt     | none
			U3 the longest prefix                      | localhost         | /media/cats/mia.webp     | /media/cats
			U3 the longest prefix itself               | localhost         | /media/cats              | /media/cats
			U3 beside the longest prefix               | localhost         | /media/catsy/mia.webp    | /media
			U3 an encoded longest prefix               | localhost         | /media/%63ats/mia.webp   | /media/cats
			U4 the host first | media.example.com | /media/cats/mia.webp | https://media.example.com/media
			U5 the host in capitals | MEDIA.example.COM | /media/a.txt | https://media.example.com/media
			U4 another host                            | www.example.com   | /media/a.txt             | /media
			U4 a path the host does not have           | media.example.com | /css/a.css               | /css
			U7 case-sensitive                          | localhost         | /Media/a.txt             | none
			U7 an encoded prefix                       | localhost         | /%6Dedia/a.txt           | /media
			R1 the application's own path              | localhost         | /                        | none
			R1 nothing                                 | localhost         | ''                       | none
			R1 another path                            | localhost         | /cats/media/a.txt        | none
			R1 doubled slashes are another path        | localhost         | //media/a.txt            | none
			R1 a parameter in the prefix               | localhost         | /media;v=1/a.txt         | none
			R1 an encoded slash is no boundary         | localhost         | /media%2Fa.txt           | none
			R1 up and down again is another path       | localhost         | /app/../media/a.txt      | none
			R1 a malformed path below a prefix is ours | localhost         | /media/%zz               | /media
			""")
	void longestPrefixMatches(String rule, String host, String path, String mount) {
		this.registry.mount("/media", EMPTY);
		this.registry.mount("/media/cats", EMPTY);
		this.registry.mount("/css", EMPTY);
		this.registry.mount("https://media.example.com/media", EMPTY);
		Match match = this.registry.match(host, path);
		assertThat((match != null) ? match.mount().url() : null).as(rule).isEqualTo(mount);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/media/..", "/media/../x", "/media/%2e%2e/x", "/media//x", "/media/.git/config",
			"/media/a%00", "/media/a;b", "/media/%zz" })
	void prefixOwnsWhatMayNotBeLookedUp(String path) {
		this.registry.mount("/media", EMPTY);
		assertThat(this.registry.match("localhost", path)).isNotNull()
			.satisfies((match) -> assertThat(match.path()).isNull());
	}

	@Test
	void matchHoldsTheRestOfThePath() {
		this.registry.mount("/a/b", EMPTY);
		assertThat(this.registry.match("localhost", "/a/b/c%20d/e.txt").path())
			.isEqualTo(MediaPath.parse("/c%20d/e.txt"));
		assertThat(this.registry.match("localhost", "/a/b/").path()).isEqualTo(MediaPath.parse("/"));
		assertThat(this.registry.match("localhost", "/a/b").path()).isEqualTo(MediaPath.parse(""));
	}

	@Test
	void nothingMatchesInAnEmptyRegistry() {
		assertThat(this.registry.match("localhost", "/media/a.txt")).isNull();
		assertThat(this.registry.mounts()).isEmpty();
	}

	@Test
	void mountsAreInTheOrderTheyAreMatched() {
		List<String> urls = new ArrayList<>(List.of("/a", "/b", "/a/b/c", "/a/b", "https://b.example/a",
				"https://a.example/a", "https://b.example/a/b"));
		Collections.shuffle(urls);
		urls.forEach((url) -> this.registry.mount(url, EMPTY));
		assertThat(this.registry.mounts()).extracting(Mount::url)
			.containsExactly("https://b.example/a/b", "https://a.example/a", "https://b.example/a", "/a/b/c", "/a/b",
					"/a", "/b");
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

	@ParameterizedTest
	@ValueSource(strings = { "/50%25", "/a%2541", "/a%3Bb", "/a%3Fb", "/a%23b", "/a%2Ab", "/a%7Bb%7D",
			"https://media.example.com/a%20b", "https://media.example.com/a%25b" })
	void prefixWithEncodedCharactersIsMountedMatchedAndUnmounted(String url) {
		String path = url.substring(url.lastIndexOf('/'));
		Registration registration = this.registry.mount(url, EMPTY);
		assertThat(this.registry.match("media.example.com", path + "/x").mount()).isSameAs(registration.mount());
		assertThat(this.registry.find(url)).isSameAs(registration.mount());
		registration.close();
		assertThat(this.registry.mounts()).isEmpty();
	}

	@Test
	void encodedPercentSignIsNotDecodedTwice() {
		this.registry.mount("/aA", EMPTY);
		Registration registration = this.registry.mount("/a%2541", EMPTY);
		assertThat(this.registry.match("localhost", "/a%2541/x").mount()).isSameAs(registration.mount());
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

	private static MediaRegistry guarded(MountGuard guard) {
		return MediaRegistry.create(MediaStores.factory(), (store, mount) -> store, guard, (mount) -> mount, false);
	}

	@Test
	void inertRegistryTakesMountsWithoutLookingAtTheirStores(@TempDir Path directory) {
		MediaRegistry inert = MediaRegistry.noOp();
		inert.mount("/media", directory.resolve("missing"));
		inert.mount("/broken", new BrokenStore());
		assertThat(inert.mounts()).hasSize(2);
	}

	@Test
	@Timeout(60)
	void onlyOneOfManyThreadsMountsAPrefix() throws Exception {
		MediaRegistry quiet = MediaRegistry.noOp();
		for (int round = 0; round < 200; round++) {
			String url = "/media" + round;
			CyclicBarrier start = new CyclicBarrier(THREADS);
			AtomicInteger conflicts = new AtomicInteger();
			inThreads((thread) -> {
				start.await();
				try {
					quiet.mount(url, EMPTY);
				}
				catch (InvalidMountException ex) {
					conflicts.incrementAndGet();
				}
			});
			assertThat(conflicts).hasValue(THREADS - 1);
			assertThat(quiet.mounts()).hasSize(round + 1);
		}
	}

	@Test
	@Timeout(60)
	void manyThreadsMountAndUnmountWithoutLosingAnything() throws Exception {
		MediaRegistry quiet = MediaRegistry.noOp();
		Mount permanent = quiet.mount("/media", EMPTY).mount();
		whileWriting(() -> {
			assertThat(quiet.match("localhost", "/media/a.txt").mount()).isSameAs(permanent);
			assertThat(quiet.find("/media")).isSameAs(permanent);
			assertThat(quiet.mounts()).doesNotHaveDuplicates().contains(permanent);
		}, (thread) -> {
			for (int round = 0; round < 90; round++) {
				String url = "/media/" + thread + "/" + round;
				Registration registration = quiet.mount(url, EMPTY);
				assertThat(quiet.match("localhost", url + "/a.txt").mount()).isSameAs(registration.mount());
				if (round % 6 == 0) {
					registration.close();
				}
				else if (round % 6 == 1) {
					assertThat(quiet.unmount(url)).isTrue();
				}
			}
		});
		assertThat(quiet.mounts()).hasSize(1 + (THREADS - 2) * 60).contains(permanent);
	}

	@Test
	@Timeout(60)
	void remountIsNeverSeenAsAGap() throws Exception {
		MediaRegistry quiet = MediaRegistry.noOp();
		quiet.mount("/media", EMPTY);
		whileWriting(() -> {
			assertThat(quiet.match("localhost", "/media/a.txt")).isNotNull();
			assertThat(quiet.mounts()).hasSize(1);
		}, (thread) -> {
			for (int round = 0; round < 2000; round++) {
				quiet.remount(Mount.of("/media", EMPTY));
			}
		});
		assertThat(quiet.mounts()).hasSize(1);
	}

	@Test
	void matchIsWhatItWasAfterItsMountHasGone() throws IOException {
		Registration registration = this.registry.mount("/media", EMPTY);
		Match match = this.registry.match("localhost", "/media/a.txt");
		registration.close();
		assertThat(match.store().find(match.path())).isNull();
		assertThat(match.path()).hasToString("a.txt");
	}

	/** Two threads read until all others have written. */
	private static void whileWriting(Runnable reader, ThreadBody writer) throws Exception {
		CountDownLatch writing = new CountDownLatch(THREADS - 2);
		inThreads((thread) -> {
			if (thread < 2) {
				do {
					reader.run();
				}
				while (writing.getCount() > 0);
				return;
			}
			try {
				writer.run(thread);
			}
			finally {
				writing.countDown();
			}
		});
	}

	private static void inThreads(ThreadBody body) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			List<Callable<Void>> bodies = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				int thread = i;
				bodies.add(() -> {
					body.run(thread);
					return null;
				});
			}
			for (Future<Void> future : threads.invokeAll(bodies, 50, TimeUnit.SECONDS)) {
				future.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@FunctionalInterface
	private interface ThreadBody {

		void run(int thread) throws Exception;

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
