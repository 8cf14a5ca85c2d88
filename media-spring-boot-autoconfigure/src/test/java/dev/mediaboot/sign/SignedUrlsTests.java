package dev.mediaboot.sign;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaAccess.Decision;
import dev.mediaboot.MediaUrls;
import dev.mediaboot.sign.Links.Attempt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SignedUrls}.
 */
class SignedUrlsTests {

	private static final Duration LIFETIME = Duration.ofMinutes(10);

	private static final long EXPIRY = Links.NOW.plus(LIFETIME).getEpochSecond();

	private static final String SIGNATURE = "[A-Za-z0-9_-]{43}";

	private final Links links = Links.with("2025", "2026");

	private final SignedUrls urls = this.links.urls();

	@Test
	void linkHasExpiryKeyAndSignature() {
		assertThat(this.urls.signed("/invoices", "2027/7 é.pdf", LIFETIME))
			.matches("/invoices/2027/7%20%C3%A9\\.pdf\\?mb-exp=" + EXPIRY + "&mb-key=2026&mb-sig=" + SIGNATURE);
	}

	@Test
	void linkWithEverythingNamesTheFileButNotTheUser() {
		String url = this.urls.link("/invoices", "7.pdf")
			.forUser("ann")
			.download("a&b=ü+.pdf")
			.expiresIn(LIFETIME)
			.url();
		assertThat(url).matches("/invoices/7\\.pdf\\?mb-exp=" + EXPIRY
				+ "&mb-name=a%26b%3D%C3%BC%2B\\.pdf&mb-user=1&mb-key=2026&mb-sig=" + SIGNATURE);
		Decision decision = this.links.decide(Attempt.of(url).by("ann"));
		assertThat(decision.kind()).isEqualTo(Decision.Kind.ALLOW);
		assertThat(decision.expiry()).isEqualTo(Instant.ofEpochSecond(EXPIRY));
		assertThat(decision.headers()).containsEntry("Referrer-Policy", "no-referrer")
			.containsEntry("Content-Disposition", "attachment; filename*=UTF-8''a%26b%3D%C3%BC%2B.pdf");
	}

	@Test
	void alternativeRuleGrantsValidLink() {
		Decision decision = this.links.decideOtherwise(Attempt.of(this.urls.signed("/invoices", "7.pdf", LIFETIME)));
		assertThat(decision.kind()).isEqualTo(Decision.Kind.GRANT);
		assertThat(decision.expiry()).isEqualTo(Instant.ofEpochSecond(EXPIRY));
		assertThat(decision.headers()).containsOnlyKeys("Referrer-Policy");
	}

	@Test
	void linkToTheRootMount() {
		String url = this.urls.signed("a b.png", LIFETIME);
		assertThat(url).startsWith("/media/a%20b.png?mb-exp=");
		assertThat(this.links.allows(url)).isTrue();
		assertThat(this.urls.signed("/media", "a b.png", LIFETIME)).isEqualTo(url);
	}

	@Test
	void linkBeginsLikeThoseWithoutSignature() {
		SignedUrls below = this.links.urls(new MediaUrls("https://cdn.example.com/m/", "/app"), Duration.ZERO,
				Links.NOW);
		String root = below.signed("a.png", LIFETIME);
		assertThat(root).startsWith("https://cdn.example.com/m/a.png?mb-exp=");
		assertThat(this.links.allows(root.replace("https://cdn.example.com/m/", "/media/"))).isTrue();
		String invoice = below.signed("invoices/", "/7.pdf", LIFETIME);
		assertThat(invoice).startsWith("/app/invoices/7.pdf?mb-exp=");
		assertThat(this.links.allows(invoice.replace("/app", ""))).isTrue();
		String host = below.signed("https://media.example.com/invoices", "7.pdf", LIFETIME);
		assertThat(host).startsWith("https://media.example.com/app/invoices/7.pdf?mb-exp=");
		Attempt attempt = Attempt.of(host.replace("https://media.example.com/app", ""));
		assertThat(this.links.allows(attempt.at("media.example.com"))).isTrue();
		assertThat(this.links.allows(attempt)).isFalse();
	}

	@Test
	void mountNeedNotBeThereYet() {
		assertThat(this.urls.signed("/later", "a.png", LIFETIME)).startsWith("/later/a.png?mb-exp=");
	}

	@Test
	void partOfSecondIsRoundedUp() {
		String url = this.links.urls(new MediaUrls("/media/"), Duration.ZERO, Links.NOW.plusMillis(1))
			.signed("a.png", LIFETIME);
		assertThat(url).contains("mb-exp=" + (EXPIRY + 1) + "&");
	}

	@Test
	void sameLinkIsGivenOutForWhile() {
		Duration hour = Duration.ofHours(1);
		MediaUrls media = new MediaUrls("/media/");
		String first = this.links.urls(media, hour, Links.NOW).signed("a.png", LIFETIME);
		assertThat(first).contains("mb-exp=" + Links.NOW.plus(hour).getEpochSecond() + "&");
		assertThat(this.links.urls(media, hour, Links.NOW.plusSeconds(50 * 60)).signed("a.png", LIFETIME))
			.isEqualTo(first);
		assertThat(this.links.urls(media, hour, Links.NOW.plusSeconds(50 * 60 + 1)).signed("a.png", LIFETIME))
			.contains("mb-exp=" + Links.NOW.plus(hour).plus(hour).getEpochSecond() + "&");
	}

	@Test
	void keyIsReplacedStepByStep() {
		String old = Links.with("2025").urls().signed("/invoices", "7.pdf", LIFETIME);
		Links accepting = Links.signing("2025", "2025", "2026");
		assertThat(accepting.urls().signed("/invoices", "7.pdf", LIFETIME)).isEqualTo(old);
		Links replaced = Links.with("2025", "2026");
		String next = replaced.urls().signed("/invoices", "7.pdf", LIFETIME);
		assertThat(next).contains("mb-key=2026&").isNotEqualTo(old);
		for (String link : new String[] { old, next }) {
			assertThat(accepting.allows(link)).isTrue();
			assertThat(replaced.allows(link)).isTrue();
		}
		assertThat(Links.with("2026").allows(old)).isFalse();
		assertThat(Links.with("2026").allows(next)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "///", "a//b", "../a", "a/../b", ".hidden", "a\\b", "a\nb", "a\ud83cb" })
	void pathThatIsNeverServedIsRefused(String path) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.urls.link("/invoices", path));
		assertThatIllegalArgumentException().isThrownBy(() -> this.urls.link(path));
	}

	@Test
	void mountThatIsNoPrefixIsRefused() {
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> this.urls.link("/", "a.png"));
	}

	static Stream<Duration> impossibleLifetimes() {
		return Stream.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofDays(-1), Duration.ofSeconds(999_999_999_999L),
				Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(Long.MIN_VALUE));
	}

	@ParameterizedTest
	@MethodSource("impossibleLifetimes")
	void lifetimeThatIsImpossibleIsRefused(Duration lifetime) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.urls.signed("a.png", lifetime));
	}

	@Test
	void linkWithoutExpiryIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> this.urls.link("a.png").download("b.png").url())
			.withMessageContaining("expiresIn");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a\ud83c.pdf" })
	void downloadWithoutNameIsRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.urls.link("a.png").download(name));
	}

	@Test
	void userWithoutNameIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.urls.link("a.png").forUser(""));
	}

	@Test
	void linkForUserNeedsMountThatKnowsUsers() {
		assertThat(this.urls.signed("/early", "a.png", LIFETIME)).startsWith("/early/a.png?");
		assertThatIllegalStateException().isThrownBy(() -> this.urls.link("/early", "a.png").forUser("ann"))
			.withMessageContaining("'/early'")
			.withMessageContaining("dispatch=mvc");
	}

	@Test
	void linkWithoutKeyIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> Links.with().urls().link("a.png"))
			.withMessageContaining("'media.signing.keys.<id>'");
	}

	@Test
	void linkIsNotLoggedWithItsSignature() {
		assertThat(this.urls.link("a.png").expiresIn(LIFETIME)).hasToString("Link to /media/a.png");
	}

}
