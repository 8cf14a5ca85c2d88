package dev.mediaboot.benchmarks.starter;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.ToIntFunction;

import dev.mediaboot.MediaAccess;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.sign.SignedUrls;
import dev.mediaboot.version.VersionedUrls;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * Prints what it takes to make a link, and to accept a signed one: the median of several
 * rounds, in nanoseconds.
 */
@Component
@ConditionalOnBooleanProperty("benchmark.links")
class Links implements ApplicationRunner {

	private static final int ROUNDS = 11;

	private static final int LINKS = 100_000;

	private final SignedUrls signed;

	private final VersionedUrls versioned;

	private final Mount mount;

	/** Uses every result, so that the compiler cannot leave the work out. */
	private int characters;

	Links(SignedUrls signed, VersionedUrls versioned, MediaRegistry registry) {
		this.signed = signed;
		this.versioned = versioned;
		this.mount = registry.mounts().get(0);
	}

	@Override
	public void run(ApplicationArguments arguments) {
		String accepted = this.signed.signed("1k.jpg", Duration.ofHours(1));
		MediaAccess rule = this.signed.requireLink();
		Request request = new Request(this.mount, path("1k.jpg"), accepted.substring(accepted.indexOf('?') + 1));
		Request altered = new Request(this.mount, path("10k.jpg"), request.query());
		if (rule.decide(request).equals(rule.decide(altered)) || !this.versioned.url("1k.jpg").matches(".+/1k\\..+\\.jpg")) {
			throw new IllegalStateException("The links are not what should be measured");
		}
		print("signed-link", (i) -> this.signed.signed("1k.jpg", Duration.ofMinutes(i)).length());
		print("signed-link-accepted", (i) -> rule.decide(request).hashCode());
		print("versioned-link", (i) -> this.versioned.url("1k.jpg").length());
		System.out.println("characters " + this.characters);
	}

	private static MediaPath path(String name) {
		MediaPath path = MediaPath.ofText(name);
		if (path == null) {
			throw new IllegalArgumentException(name);
		}
		return path;
	}

	private void print(String name, ToIntFunction<Integer> link) {
		long[] rounds = new long[ROUNDS];
		for (int round = -2; round < ROUNDS; round++) {
			long start = System.nanoTime();
			for (int i = 1; i <= LINKS; i++) {
				this.characters += link.applyAsInt(i);
			}
			if (round >= 0) {
				rounds[round] = System.nanoTime() - start;
			}
		}
		Arrays.sort(rounds);
		System.out.println("result " + name + " " + rounds[ROUNDS / 2] / LINKS);
	}

	/**
	 * A request for a file, without a server.
	 */
	private record Request(Mount mount, MediaPath path, @Nullable String query) implements MediaAccess.Request {

		@Override
		public String method() {
			return "GET";
		}

		@Override
		public @Nullable String field(String name) {
			return null;
		}

		@Override
		public String remoteAddress() {
			return "127.0.0.1";
		}

	}

}
