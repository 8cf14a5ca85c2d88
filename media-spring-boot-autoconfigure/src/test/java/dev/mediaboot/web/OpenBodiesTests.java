package dev.mediaboot.web;

import java.util.List;

import dev.mediaboot.MediaFile;
import dev.mediaboot.http.ByteRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OpenBodies}.
 */
class OpenBodiesTests {

	private static final Body LARGE = body(64 * 1024 + 1);

	private static final Body SMALL = body(64 * 1024);

	@Test
	void thereAreAsManyAsFitIntoThreeQuarters() {
		assertThat(new OpenBodies(512 * 1024 * 1024).max()).isEqualTo(3072);
		assertThat(new OpenBodies(Long.MAX_VALUE).max()).isEqualTo(Integer.MAX_VALUE);
	}

	@Test
	void largeOnesAreCounted() {
		OpenBodies bodies = new OpenBodies(512 * 1024);
		for (Body body : List.of(LARGE, LARGE, LARGE)) {
			assertThat(bodies.add(body)).isTrue();
		}
		assertThat(bodies.add(LARGE)).isFalse();
		assertThat(bodies.add(LARGE)).isFalse();
		bodies.remove(LARGE);
		assertThat(bodies.add(LARGE)).isTrue();
		assertThat(bodies.add(LARGE)).isFalse();
	}

	@Test
	void smallOnesAndNoneAreNot() {
		OpenBodies bodies = new OpenBodies(0);
		assertThat(bodies.add(LARGE)).isFalse();
		assertThat(bodies.add(SMALL)).isTrue();
		assertThat(bodies.add(null)).isTrue();
		bodies.remove(SMALL);
		bodies.remove(null);
		assertThat(bodies.add(LARGE)).isFalse();
	}

	private static Body body(int length) {
		return Body.of(MediaFile.of(new byte[length]), ByteRange.whole(length));
	}

}
