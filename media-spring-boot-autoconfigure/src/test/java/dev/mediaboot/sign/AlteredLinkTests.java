package dev.mediaboot.sign;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.mediaboot.MediaAccess.Decision;
import dev.mediaboot.sign.Links.Attempt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.mediaboot.sign.Alterations.LIFETIME;
import static dev.mediaboot.sign.Alterations.LINK;
import static dev.mediaboot.sign.Alterations.LINKS;
import static dev.mediaboot.sign.Alterations.PLAIN;
import static dev.mediaboot.sign.Alterations.flipped;
import static dev.mediaboot.sign.Alterations.parts;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A link is valid as it was made, and in no other way.
 */
class AlteredLinkTests {

	private static final String ALTERATIONS = "dev.mediaboot.sign.Alterations#";

	@ParameterizedTest
	@MethodSource({ ALTERATIONS + "times", ALTERATIONS + "signatures", ALTERATIONS + "keys", ALTERATIONS + "downloads",
			ALTERATIONS + "users", ALTERATIONS + "places", ALTERATIONS + "queries" })
	void alteredLinkIsRefused(Alterations.Alteration alteration) {
		assertThat(alteration.altered()).isNotEqualTo(alteration.link());
		assertThat(LINKS.allows(alteration.link())).as("as it was made").isTrue();
		assertThat(LINKS.decide(alteration.altered())).isSameAs(Decision.HIDE);
		assertThat(LINKS.decideOtherwise(alteration.altered())).isSameAs(Decision.ALLOW);
	}

	/** Each character but those that a URL may encode. */
	@Test
	void everyCharacterCounts() {
		String target = PLAIN.target();
		for (int i = "/invoices/".length(); i < target.length(); i++) {
			assertThat(LINKS.allows(PLAIN.to(flipped(target, i)))).as(flipped(target, i)).isFalse();
			assertThat(LINKS.allows(PLAIN.to(target.substring(0, i)))).as(target.substring(0, i)).isFalse();
		}
	}

	static Stream<UnaryOperator<String>> harmless() {
		return Stream.of((target) -> target + "&utm_source=mail", (target) -> target.replace("?", "?v=17&"),
				(target) -> target + "&mb-other=1", (target) -> target + "&", (target) -> target + "&&=&x",
				(target) -> target.replace("&", "&x=%zz&"), (target) -> target.replace("&", "&\u00e9=\u00e9&"),
				(target) -> target.replace("%20", "+").replace("?", "?x=1+1&"),
				(target) -> target.replace("%C3%A9", "%c3%a9"), (target) -> target.replace("Invoice", "%49nvoice"),
				(target) -> {
					List<String> parts = parts(target);
					Collections.reverse(parts);
					return target.substring(0, target.indexOf('?') + 1) + String.join("&", parts);
				});
	}

	@ParameterizedTest
	@MethodSource("harmless")
	void parametersOfOthersTheirOrderAndTheirEncodingAreIgnored(UnaryOperator<String> change) {
		Attempt changed = LINK.to(change.apply(LINK.target()).replace("/7+", "/7%20"));
		assertThat(changed.target()).isNotEqualTo(LINK.target());
		assertThat(LINKS.allows(changed)).as(changed.target()).isTrue();
	}

	/** It is where a request for the directory leads. */
	@Test
	void linkToDirectoryIsValidForItsIndex() {
		String link = LINKS.urls().signed("/invoices", "docs", LIFETIME);
		assertThat(LINKS.urls().signed("/invoices", "docs/", LIFETIME)).isEqualTo(link.replace("docs?", "docs/?"));
		for (String valid : List.of("docs", "docs/", "docs/index.html")) {
			assertThat(LINKS.allows(link.replace("docs", valid))).as(valid).isTrue();
		}
		for (String invalid : List.of("", "index.html", "docs/index.htm", "docs/index.html.br", "docs/a.html",
				"docs/docs/index.html", "docs/index.html/index.html", "other/index.html")) {
			assertThat(LINKS.allows(link.replace("docs", invalid))).as(invalid).isFalse();
		}
		String index = LINKS.urls().signed("/invoices", "docs/index.html", LIFETIME);
		assertThat(LINKS.allows(index)).isTrue();
		assertThat(LINKS.allows(index.replace("index.html", ""))).isFalse();
	}

	@Test
	void lateClockIsToleratedInOneDirection() {
		Links tolerant = Links.withClockSkew(Duration.ofSeconds(5));
		Attempt link = Attempt.of(tolerant.urls().signed("/invoices", "7.pdf", Duration.ofSeconds(60)));
		assertThat(tolerant.allows(link.after(Duration.ofSeconds(64)))).isTrue();
		assertThat(tolerant.allows(link.after(Duration.ofSeconds(65)))).isFalse();
		assertThat(tolerant.decide(link.after(Duration.ofSeconds(64))).expiry()).isEqualTo(Links.NOW.plusSeconds(60));
	}

}
