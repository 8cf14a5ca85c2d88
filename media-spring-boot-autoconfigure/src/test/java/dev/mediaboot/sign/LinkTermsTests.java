package dev.mediaboot.sign;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import dev.mediaboot.MediaPath;
import dev.mediaboot.Mount;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No two links are signed alike.
 */
class LinkTermsTests {

	private static final SigningKey KEY = new SigningKey("key", new byte[32]);

	/**
	 * Few, so that many values are nearly the same, and those that could be separators.
	 */
	private static final List<String> PARTS = List.of("", "a", "b", "aa", "/", "&", "=", "\0", "\n", "|", ":", "1",
			"-1", "null", "é", "e\u0301", "\u00ff", "\uff11", "🎉", "\ud83c", "\udf89", "?", "\ufffd", "%2F");

	private static final List<String> NAMES = List.of("a", "b", "aa", "ab", "a b", "é", "e\u0301", "🎉", "1", "&=",
			"%61", "\ud83c", "?", "-1");

	private static final List<String> HOSTS = List.of("", "https://a", "http://b.example", "https://ab:8443");

	private final Random random = new Random(20261128);

	private String text() {
		StringBuilder text = new StringBuilder();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			text.append(PARTS.get(this.random.nextInt(PARTS.size())));
		}
		return text.toString();
	}

	private String textOrNull() {
		return (this.random.nextInt(4) == 0) ? null : text();
	}

	private List<String> names() {
		List<String> names = new ArrayList<>();
		for (int i = this.random.nextInt(3); i >= 0; i--) {
			names.add(NAMES.get(this.random.nextInt(NAMES.size())));
		}
		return names;
	}

	private LinkTerms terms() {
		MediaPath prefix = Objects.requireNonNull(MediaPath.of(names(), false));
		Mount mount = Mount.of(HOSTS.get(this.random.nextInt(HOSTS.size())) + "/" + prefix.toUriPath(), (path) -> null);
		return new LinkTerms(mount, names(), 1_800_000_000L + this.random.nextInt(3), textOrNull(), textOrNull());
	}

	private static List<Object> tuple(LinkTerms terms) {
		return Arrays.asList(terms.mount().host(), terms.mount().prefix(), terms.path(), terms.expiry(),
				terms.download(), terms.user());
	}

	@Test
	void differentLinksAreSignedDifferently() {
		Map<ByteBuffer, List<Object>> octets = new HashMap<>();
		Map<String, List<Object>> signatures = new HashMap<>();
		int alike = 0;
		for (int i = 0; i < 50_000; i++) {
			LinkTerms terms = terms();
			List<Object> tuple = tuple(terms);
			List<Object> other = octets.putIfAbsent(ByteBuffer.wrap(terms.toBytes()), tuple);
			if (other != null) {
				assertThat(tuple).isEqualTo(other);
				alike++;
			}
			List<Object> signed = signatures.putIfAbsent(KEY.sign(terms), tuple);
			assertThat((signed != null) ? signed : tuple).isEqualTo(tuple);
		}
		assertThat(alike).as("the same link twice").isPositive();
		assertThat(octets).hasSizeGreaterThan(25_000);
	}

	/** What goes into one value could also go into its neighbour. */
	@Test
	void charactersThatMoveToTheNextValueMakeAnotherLink() {
		Map<ByteBuffer, List<Object>> octets = new HashMap<>();
		String text = "ab\0\0\0\1é/c\uffff\uffff";
		for (int first = 1; first <= 2; first++) {
			for (int i = 0; i <= text.length(); i++) {
				for (int j = i; j <= text.length(); j++) {
					LinkTerms terms = new LinkTerms(Mount.of("/" + "ab".substring(0, first), (path) -> null),
							List.of("x"), first, text.substring(i, j), text.substring(j));
					List<Object> other = octets.putIfAbsent(ByteBuffer.wrap(terms.toBytes()), tuple(terms));
					assertThat((other != null) ? other : tuple(terms)).isEqualTo(tuple(terms));
				}
			}
		}
	}

	@Test
	void absentAndEmptyValuesDiffer() {
		Mount mount = Mount.of("/a", (path) -> null);
		List<String> path = List.of("b");
		assertThat(List.of(KEY.sign(new LinkTerms(mount, path, 1, null, null)),
				KEY.sign(new LinkTerms(mount, path, 1, "", null)), KEY.sign(new LinkTerms(mount, path, 1, null, "")),
				KEY.sign(new LinkTerms(mount, path, 1, "", ""))))
			.doesNotHaveDuplicates();
	}

	/** Links of an application that is upgraded stay valid. */
	@Test
	void formatStaysAsItIs() {
		LinkTerms terms = new LinkTerms(Mount.of("/invoices", (path) -> null), List.of("2026", "é.pdf"), 1_800_000_000L,
				"Invoice 7.pdf", "ann");
		assertThat(KEY.sign(terms)).isEqualTo("CCM-PxBmYuKNnHTLBs8UrgjtgxZGh0Zs9OV9JVMhLDQ");
	}

}
