package dev.mediaboot.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.mediaboot.MediaLocation.EtagSource;
import dev.mediaboot.MediaLocation.Symlinks;
import dev.mediaboot.MediaStore;
import dev.mediaboot.testing.FileContent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
class DirectoryStoreLinkTests {

	@TempDir
	private Path directory;

	private Path root;

	@BeforeEach
	void createTree() throws IOException {
		this.directory = this.directory.toRealPath();
		this.root = Files.createDirectory(this.directory.resolve("media"));
		Path outside = Files.createDirectory(this.directory.resolve("media-private"));
		Files.writeString(outside.resolve("secret.txt"), "secret");
		Files.createDirectory(outside.resolve("deep"));
		Files.writeString(outside.resolve("deep/secret.txt"), "deep secret");
		Files.writeString(this.root.resolve("real.txt"), "real");
		Files.createDirectory(this.root.resolve("dir"));
		Files.writeString(this.root.resolve("dir/inner.txt"), "inner");
		link("link.txt", "real.txt");
		link("absolute.txt", this.root.resolve("real.txt").toString());
		link("roundabout.txt", "dir/../real.txt");
		link("dirlink", "dir");
		link("dir/up.txt", "../real.txt");
		link("chain.txt", "chain2.txt");
		link("chain2.txt", "dirlink/up.txt");
		link("out.txt", "../media-private/secret.txt");
		link("absoluteout.txt", outside.resolve("secret.txt").toString());
		link("outdir", "../media-private");
		link("outchain.txt", "outchain2.txt");
		link("outchain2.txt", "out.txt");
		link("dir/outdeep", "../../media-private/deep");
		link("back.txt", "../media-private/back.txt");
		Files.createSymbolicLink(outside.resolve("back.txt"), this.root.resolve("real.txt"));
		link("broken.txt", "nothing.txt");
		link("brokenout.txt", "../media-private/nothing.txt");
		link("loop.txt", "loop.txt");
		link("loopa.txt", "loopb.txt");
		link("loopb.txt", "loopa.txt");
		link("self", ".");
		link("parent", "..");
		Files.writeString(this.root.resolve(".env"), "hidden");
		Files.createDirectories(this.root.resolve("dir/.git/refs"));
		Files.writeString(this.root.resolve("dir/.git/config"), "hidden");
		Files.writeString(this.root.resolve("dir/.git/refs/head"), "hidden");
		Files.createDirectory(this.root.resolve(".well-known"));
		Files.writeString(this.root.resolve(".well-known/known.txt"), "known");
		Files.writeString(this.root.resolve("back\\slash.txt"), "hidden");
		Files.createDirectory(this.root.resolve("..data"));
		Files.writeString(this.root.resolve("..data/a.txt"), "hidden");
		Files.writeString(outside.resolve(".env"), "hidden");
		Files.createDirectory(outside.resolve(".deep"));
		Files.writeString(outside.resolve(".deep/secret.txt"), "deep secret");
		link("hidden.txt", ".env");
		link("hiddenchain.txt", "hidden.txt");
		link("hiddendeep.txt", "dir/.git/refs/head");
		link("hiddendir", "dir/.git");
		link("detour.txt", "dir/.git/../../real.txt");
		link("known.txt", ".well-known/known.txt");
		link("unspeakable.txt", "back\\slash.txt");
		link("data.txt", "..data/a.txt");
		link("outhidden.txt", "../media-private/.env");
		link("outhiddendir", "../media-private/.deep");
	}

	private void link(String link, String target) throws IOException {
		Files.createSymbolicLink(this.root.resolve(link), Path.of(target));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			R2 no link                               | real.txt                | real  | real   | real
			R2 a link to a file                      | link.txt                | none  | real   | real
			R2 an absolute link to a file            | absolute.txt            | none  | real   | real
			R2 a link with dots                      | roundabout.txt          | none  | real   | real
			R2 a link to a directory                 | dirlink/inner.txt       | none  | inner  | inner
			R2 a link to a directory itself          | dirlink                 | none  | none   | none
			R2 a link in a directory                 | dir/up.txt              | none  | real   | real
			R2 links in links                        | dirlink/up.txt          | none  | real   | real
			R2 a chain of links                      | chain.txt               | none  | real   | real
			R2 a link to the root                    | self/self/real.txt      | none  | real   | real
			R2 a link out of the root                | out.txt                 | none  | none   | secret
			R2 an absolute link out of the root      | absoluteout.txt         | none  | none   | secret
			R2 a directory out of the root           | outdir/secret.txt       | none  | none   | secret
			R2 below a directory out of the root     | outdir/deep/secret.txt  | none  | none   | deep secret
			R2 out of the root from within           | dir/outdeep/secret.txt  | none  | none   | deep secret
			R2 a chain out of the root               | outchain.txt            | none  | none   | secret
			R2 through the parent to a sibling       | parent/media-private/secret.txt | none | none | secret
			R2 out of the root and back              | back.txt                | none  | real   | real
			R2 a broken link                         | broken.txt              | none  | none   | none
			R2 a broken link out of the root         | brokenout.txt           | none  | none   | none
			R2 below a broken link                   | broken.txt/a            | none  | none   | none
			R2 below a link to a file                | link.txt/a              | none  | none   | none
			R2 a link to a hidden file               | hidden.txt              | none  | none   | none
			R2 a chain to a hidden file              | hiddenchain.txt         | none  | none   | none
			R2 a link into a hidden directory        | hiddendeep.txt          | none  | none   | none
			R2 a link to a hidden directory          | hiddendir/config        | none  | none   | none
			R2 below a link to a hidden directory    | hiddendir/refs/head     | none  | none   | none
			R2 a way through a hidden directory      | detour.txt              | none  | real   | real
			R2 a link into .well-known               | known.txt               | none  | known  | known
			R2 a link to a name with a backslash     | unspeakable.txt         | none  | none   | none
			R2 a ..data that is no link              | data.txt                | none  | none   | none
			R2 a hidden file out of the root         | outhidden.txt           | none  | none   | none
			R2 a hidden directory out of the root    | outhiddendir/secret.txt | none  | none   | deep secret
			R2 a link to itself                      | loop.txt                | none  | none   | none
			R2 links to each other                   | loopa.txt               | none  | none   | none
			""")
	void linkIsFollowedAsConfigured(String rule, String path, String deny, String withinRoot, String follow)
			throws IOException {
		assertThat(FileContent.of(store(Symlinks.DENY), path)).as(rule + ", deny").isEqualTo(deny);
		assertThat(FileContent.of(store(Symlinks.WITHIN_ROOT), path)).as(rule + ", within-root").isEqualTo(withinRoot);
		assertThat(FileContent.of(store(Symlinks.FOLLOW), path)).as(rule + ", follow").isEqualTo(follow);
	}

	@Test
	void linksAreFollowedWithinTheRootByDefault() throws IOException {
		MediaStore store = MediaStores.directory(this.root);
		assertThat(FileContent.of(store, "link.txt")).isEqualTo("real");
		assertThat(FileContent.of(store, "out.txt")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void rootMayBeALink(Symlinks symlinks) throws IOException {
		Path current = Files.createSymbolicLink(this.directory.resolve("current"), Path.of("media"));
		assertThat(FileContent.of(store(current, symlinks), "dir/inner.txt")).isEqualTo("inner");
	}

	@ParameterizedTest
	@EnumSource
	void rootMayBeBelowALink(Symlinks symlinks) throws IOException {
		Files.createSymbolicLink(this.directory.resolve("srv"), this.directory);
		Path below = this.directory.resolve("srv/media");
		assertThat(FileContent.of(store(below, symlinks), "dir/inner.txt")).isEqualTo("inner");
	}

	@ParameterizedTest
	@EnumSource
	void flipOfTheRootIsSeenAtOnce(Symlinks symlinks) throws IOException {
		Path current = flip("release-1");
		MediaStore store = store(current, symlinks);
		assertThat(FileContent.of(store, "a/version.txt")).isEqualTo("release-1");
		flip("release-2");
		assertThat(FileContent.of(store, "a/version.txt")).isEqualTo("release-2");
	}

	@Test
	void linkToTheOldReleaseLeadsOutOfTheNewOne() throws IOException {
		Path current = flip("release-1");
		flip("release-2");
		Files.createSymbolicLink(this.directory.resolve("release-2/old.txt"),
				this.directory.resolve("release-1/a/version.txt"));
		assertThat(FileContent.of(store(current, Symlinks.WITHIN_ROOT), "old.txt")).isNull();
		assertThat(FileContent.of(store(current, Symlinks.FOLLOW), "old.txt")).isEqualTo("release-1");
	}

	@ParameterizedTest
	@EnumSource
	@Timeout(60)
	void fileIsThereWhileReleasesComeAndGo(Symlinks symlinks) throws Exception {
		MediaStore store = store(flip("release-0"), symlinks);
		whileChanging(300, true, (round) -> {
			flip("release-" + (round + 1));
			Files.delete(this.directory.resolve("release-" + round + "/a/version.txt"));
			Files.delete(this.directory.resolve("release-" + round + "/a"));
			Files.delete(this.directory.resolve("release-" + round));
		}, () -> assertThat(FileContent.of(store, "a/version.txt")).startsWith("release-"));
	}

	@Test
	@Timeout(60)
	void linkThatIsSwappedForAFileIsNoBrokenDisk() throws Exception {
		// A race is told apart from a system without a descriptor left
		Path swapped = Files.writeString(this.root.resolve("swapped.txt"), "public");
		Path aside = this.root.resolve("aside.txt");
		Path link = Files.createSymbolicLink(this.root.resolve("to-real.txt"), Path.of("real.txt"));
		for (Symlinks symlinks : Symlinks.values()) {
			MediaStore store = store(symlinks);
			whileChanging(10_000, false, (round) -> {
				Files.move(swapped, aside, StandardCopyOption.ATOMIC_MOVE);
				Files.move(link, swapped, StandardCopyOption.ATOMIC_MOVE);
				Files.move(swapped, link, StandardCopyOption.ATOMIC_MOVE);
				Files.move(aside, swapped, StandardCopyOption.ATOMIC_MOVE);
			}, () -> assertThat(FileContent.of(store, "swapped.txt")).isIn("public", "real", null));
		}
	}

	@Test
	@Timeout(60)
	void directoryThatIsSwappedForALinkOutOfTheRootNeverLeadsThere() throws Exception {
		// R3: what was looked at is what is opened
		Path swapped = Files.createDirectory(this.root.resolve("swapped"));
		Files.writeString(swapped.resolve("secret.txt"), "public");
		Path aside = this.directory.resolve("aside");
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), this.directory.resolve("media-private"));
		MediaStore store = store(Symlinks.WITHIN_ROOT);
		whileChanging(8000, false, (round) -> {
			Files.move(swapped, aside, StandardCopyOption.ATOMIC_MOVE);
			Files.move(link, swapped, StandardCopyOption.ATOMIC_MOVE);
			Files.move(swapped, link, StandardCopyOption.ATOMIC_MOVE);
			Files.move(aside, swapped, StandardCopyOption.ATOMIC_MOVE);
		}, () -> assertThat(FileContent.of(store, "swapped/secret.txt")).isIn("public", null));
	}

	/**
	 * Changes again and again while this thread reads. In turns means never twice during
	 * a read: who changes a root faster than it can be looked at has none.
	 */
	private static void whileChanging(int rounds, boolean inTurns, Change change, Read read) throws Exception {
		ExecutorService changer = Executors.newSingleThreadExecutor();
		Semaphore turns = new Semaphore(1);
		try {
			Future<Void> changed = changer.submit(() -> {
				for (int round = 0; round < rounds; round++) {
					assertThat(!inTurns || turns.tryAcquire(10, TimeUnit.SECONDS)).as("somebody reads").isTrue();
					change.run(round);
				}
				return null;
			});
			while (!changed.isDone()) {
				read.run();
				turns.drainPermits();
				turns.release();
			}
			changed.get();
		}
		finally {
			changer.shutdownNow();
			assertThat(changer.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		}
	}

	private Path flip(String release) throws IOException {
		Path directory = Files.createDirectories(this.directory.resolve(release + "/a"));
		if (Files.notExists(directory.resolve("version.txt"))) {
			Files.writeString(directory.resolve("version.txt"), release);
		}
		Path next = Files.createSymbolicLink(this.directory.resolve("next"), Path.of(release));
		return Files.move(next, this.directory.resolve("current"), StandardCopyOption.ATOMIC_MOVE,
				StandardCopyOption.REPLACE_EXISTING);
	}

	private MediaStore store(Symlinks symlinks) {
		return store(this.root, symlinks);
	}

	private static MediaStore store(Path root, Symlinks symlinks) {
		return MediaStores.directory(root, symlinks, EtagSource.FILE);
	}

	@FunctionalInterface
	private interface Change {

		void run(int round) throws IOException;

	}

	@FunctionalInterface
	private interface Read {

		void run() throws IOException;

	}

}
