package dev.mediaboot.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mediaboot.EntityTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EntityTagTests {

	private static final FileIdentity IDENTITY = new FileIdentity(26, FileTime.fromMillis(1), FileTime.fromMillis(2),
			"(dev=fe00,ino=4711)");

	@Test
	void tagOfContentIsHalfOfItsSha256() {
		assertThat(EntityTag.ofContent("abc".getBytes(StandardCharsets.US_ASCII))).isEqualTo("ungWv48Bz-pBQUDeXa4iIw");
	}

	@Test
	void tagHoldsNothingThatMustBeEscaped() {
		// §8.8.3, and no hyphen before a coding could be mistaken in a comparison
		for (int i = 0; i < 1000; i++) {
			assertThat(EntityTag.ofContent(new byte[] { (byte) i, (byte) (i >> 8) })).matches("[A-Za-z0-9_-]{22}");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 65_535, 65_536, 65_537, 1_000_000 })
	void tagOfAChannelIsThatOfItsBytes(int size) throws IOException {
		byte[] content = "x".repeat(size).getBytes(StandardCharsets.US_ASCII);
		assertThat(EntityTag.ofContent(Channels.newChannel(new ByteArrayInputStream(content))))
			.isEqualTo(EntityTag.ofContent(content));
	}

	@Test
	void everyPartOfAnIdentityChangesTheTag() {
		List<FileIdentity> others = List.of(
				new FileIdentity(27, IDENTITY.modified(), IDENTITY.changed(), IDENTITY.key()),
				new FileIdentity(26, FileTime.fromMillis(3), IDENTITY.changed(), IDENTITY.key()),
				new FileIdentity(26, IDENTITY.modified(), FileTime.fromMillis(3), IDENTITY.key()),
				new FileIdentity(26, IDENTITY.modified(), IDENTITY.changed(), "(dev=fe00,ino=4712)"));
		assertThat(others).extracting(FileIdentity::etag).doesNotContain(IDENTITY.etag()).doesNotHaveDuplicates();
	}

	@Test
	void nanosecondsChangeTheTag() {
		FileIdentity later = new FileIdentity(26, FileTime.from(IDENTITY.modified().toInstant().plusNanos(1)),
				IDENTITY.changed(), IDENTITY.key());
		assertThat(later.etag()).isNotEqualTo(IDENTITY.etag());
	}

	@Test
	void equalIdentitiesHaveEqualTags() {
		FileIdentity same = new FileIdentity(26, FileTime.fromMillis(1), FileTime.fromMillis(2), "(dev=fe00,ino=4711)");
		assertThat(same.etag()).isEqualTo(IDENTITY.etag());
	}

	@Test
	void tagRevealsNothingAboutTheDisk() {
		assertThat(IDENTITY.etag()).doesNotContain("4711", "fe00", "26");
	}

	@Test
	void contentThatReadsLikeAnIdentityHasAnotherTag() {
		byte[] content = IDENTITY.toString().getBytes(StandardCharsets.UTF_8);
		assertThat(EntityTag.ofContent(content)).isNotEqualTo(IDENTITY.etag());
	}

	@Test
	void whatIsNotWorthWhileIsNotReadToItsEnd() throws IOException {
		AtomicInteger asked = new AtomicInteger();
		assertThat(EntityTag.ofContent(Channels.newChannel(new ByteArrayInputStream(new byte[1_000_000])),
				() -> asked.incrementAndGet() < 3))
			.isNull();
		assertThat(asked).hasValue(3);
	}

}
