package dev.mediaboot.sign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.mediaboot.sign.Links.Attempt;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ways to alter a link, none of which leaves it valid.
 */
final class Alterations {

	static final Duration LIFETIME = Duration.ofMinutes(10);

	static final Links LINKS = Links.signing("2026", "2025", "2026", "2027");

	static final Attempt LINK = Attempt
		.of(LINKS.urls()
			.link("/invoices", "2027/7 é.pdf")
			.expiresIn(LIFETIME)
			.download("Invoice 7 é.pdf")
			.forUser("ann")
			.url())
		.by("ann");

	static final Attempt PLAIN = Attempt.of(LINKS.urls().signed("/invoices", "7.pdf", LIFETIME));

	private static final String EXPIRY = value(LINK, "mb-exp");

	private static final String SIGNATURE = value(LINK, "mb-sig");

	private Alterations() {
	}

	/**
	 * A way to alter a link.
	 *
	 * @param label what is altered
	 * @param link the link
	 * @param altered the same, altered
	 */
	record Alteration(String label, Attempt link, Attempt altered) {

		@Override
		public String toString() {
			return this.label;
		}

	}

	private static Alteration row(String label, UnaryOperator<Attempt> alteration) {
		return new Alteration(label, LINK, alteration.apply(LINK));
	}

	private static Alteration plain(String label, UnaryOperator<Attempt> alteration) {
		return new Alteration(label, PLAIN, alteration.apply(PLAIN));
	}

	private static Alteration replaced(String label, String text, String replacement) {
		assertThat(LINK.target()).as(label).contains(text);
		return row(label, (link) -> link.to(link.target().replace(text, replacement)));
	}

	/** Sets a parameter to a value, or removes it. */
	private static Alteration set(String name, String value) {
		return row(name + "=" + value,
				(link) -> link.to(with(link.target(), name, (value != null) ? name + "=" + value : null)));
	}

	private static String with(String target, String name, String part) {
		List<String> parts = parts(target);
		parts.removeIf((each) -> each.startsWith(name + "="));
		if (part != null) {
			parts.add(part);
		}
		return target.substring(0, target.indexOf('?') + 1) + String.join("&", parts);
	}

	static List<String> parts(String target) {
		return new ArrayList<>(List.of(target.substring(target.indexOf('?') + 1).split("&")));
	}

	private static String value(Attempt link, String name) {
		return parts(link.target()).stream()
			.filter((part) -> part.startsWith(name + "="))
			.map((part) -> part.substring(name.length() + 1))
			.findFirst()
			.orElseThrow();
	}

	private static Alteration added(String part) {
		return row("also " + part, (link) -> link.to(link.target() + "&" + part));
	}

	private static Alteration addedBefore(String part) {
		return row("first " + part, (link) -> link.to(link.target().replace("?", "?" + part + "&")));
	}

	private static Alteration signature(String label, UnaryOperator<String> alteration) {
		String altered = alteration.apply(SIGNATURE);
		assertThat(altered).as(label).isNotEqualTo(SIGNATURE);
		return row("signature " + label, (link) -> link.to(with(link.target(), "mb-sig", "mb-sig=" + altered)));
	}

	static String flipped(String text, int index) {
		char other = (text.charAt(index) == 'A') ? 'B' : 'A';
		return text.substring(0, index) + other + text.substring(index + 1);
	}

	static Stream<Alteration> times() {
		return Stream.of(row("at its expiry", (link) -> link.after(LIFETIME)),
				row("a moment after its expiry", (link) -> link.after(LIFETIME.plusMillis(1))),
				row("a year later", (link) -> link.after(Duration.ofDays(365))), set("mb-exp", null), set("mb-exp", ""),
				set("mb-exp", "0"), set("mb-exp", "1"), set("mb-exp", "9999999999"), set("mb-exp", "999999999999"),
				set("mb-exp", "9999999999999"), set("mb-exp", "9223372036854775807"),
				set("mb-exp", "18446744073709551616"), set("mb-exp", String.valueOf(Long.parseLong(EXPIRY) + 1)),
				set("mb-exp", String.valueOf(Long.parseLong(EXPIRY) - 1)), set("mb-exp", "0" + EXPIRY),
				set("mb-exp", "+" + EXPIRY), set("mb-exp", "-" + EXPIRY), set("mb-exp", "%2B" + EXPIRY),
				set("mb-exp", EXPIRY + ".0"), set("mb-exp", EXPIRY + "e0"), set("mb-exp", EXPIRY + "+"),
				set("mb-exp", "%20" + EXPIRY), set("mb-exp", EXPIRY + "%00"), set("mb-exp", "never"),
				set("mb-exp", "0x" + Long.toHexString(Long.parseLong(EXPIRY))), set("mb-exp", EXPIRY.substring(1)),
				set("mb-exp", EXPIRY.substring(0, 9)), set("mb-exp", EXPIRY + "0"),
				set("mb-exp", EXPIRY.replace('1', '\uff11')), set("mb-exp", EXPIRY.replace("1", "%31")),
				added("mb-exp=" + EXPIRY), added("mb-exp=9999999999"), addedBefore("mb-exp=9999999999"),
				added("mb%2Dexp=" + EXPIRY), added("mb-exp"), replaced("name in capitals", "mb-exp", "MB-EXP"),
				replaced("encoded name", "mb-exp", "mb%2dexp"));
	}

	static Stream<Alteration> signatures() {
		return Stream.of(set("mb-sig", null), set("mb-sig", ""),
				signature("with another first character", (text) -> flipped(text, 0)),
				signature("with another character in the middle", (text) -> flipped(text, 21)),
				signature("with another last character", (text) -> flipped(text, 42)),
				signature("with other unused bits", (text) -> text.substring(0, 42) + (char) (text.charAt(42) + 1)),
				signature("cut by one", (text) -> text.substring(0, 42)),
				signature("cut in half", (text) -> text.substring(0, 21)),
				signature("without its first character", (text) -> text.substring(1)),
				signature("longer by one", (text) -> text + "A"), signature("padded", (text) -> text + "="),
				signature("padded, encoded", (text) -> text + "%3D"), signature("twice in one", (text) -> text + text),
				signature("in capitals", (text) -> text.toUpperCase(Locale.ROOT)),
				signature("in lower case", (text) -> text.toLowerCase(Locale.ROOT)),
				signature("reversed", (text) -> new StringBuilder(text).reverse().toString()),
				signature("of zeros", (text) -> "A".repeat(43)),
				signature("encoded", (text) -> "%" + Integer.toHexString(text.charAt(0)) + text.substring(1)),
				signature("with a space", (text) -> text + "%20"), signature("with a plus", (text) -> text + "+"),
				signature("with NUL", (text) -> text + "%00"),
				signature("with a letter outside ASCII", (text) -> text.substring(1) + "é"),
				signature("of another link", (text) -> value(PLAIN, "mb-sig")), added("mb-sig=" + SIGNATURE),
				added("mb-sig="), added("mb-sig"), addedBefore("mb-sig=" + flipped(SIGNATURE, 3)),
				added("mb%2Dsig=" + SIGNATURE), replaced("name in capitals", "mb-sig", "Mb-Sig"));
	}

	static Stream<Alteration> keys() {
		return Stream.of(set("mb-key", null), set("mb-key", ""), set("mb-key", "2025"), set("mb-key", "2027"),
				set("mb-key", "2026%20"), set("mb-key", "%32026"), set("mb-key", "1999"), set("mb-key", "../2026"),
				set("mb-key", "null"), added("mb-key=2026"), added("mb-key=2025"), added("mb-key"),
				new Alteration("signed with another secret of the same name", PLAIN, PLAIN.to(foreign())));
	}

	/** A stranger knows everything but the secret. */
	private static String foreign() {
		String url = Links.with("other").urls().signed("/invoices", "7.pdf", LIFETIME);
		return url.replace("mb-key=other", "mb-key=2026");
	}

	static Stream<Alteration> downloads() {
		return Stream.of(set("mb-name", null), set("mb-name", ""), set("mb-name", "Invoice%208%20%C3%A9.pdf"),
				set("mb-name", "Invoice%207%20%C3%A9.exe"), set("mb-name", "invoice%207%20%C3%A9.pdf"),
				set("mb-name", "Invoice%207%20e%CC%81.pdf"), set("mb-name", "Invoice%207%20%C3%A9.pdf%20"),
				set("mb-name", "Invoice%207%20%C3%A9.pdf%00"), set("mb-name", "Invoice%207%20%C3%A9"),
				set("mb-name", "Invoice%207%20%C3.pdf"), set("mb-name", "Invoice%207%20%E9.pdf"),
				set("mb-name", "Invoice%207%20é.pdf"), set("mb-name", "Invoice%207%20%C3%A9.pdf%"),
				set("mb-name", "Invoice%207%20%C3%A9.pdf%4"), set("mb-name", "Invoice%207%20%C3%A9.pdf%zz"),
				set("mb-name", "Invoice%C0%A07%20%C3%A9.pdf"), set("mb-name", "Invoice%25207%2520%25C3%25A9.pdf"),
				added("mb-name=Invoice%207%20%C3%A9.pdf"), added("mb-name=evil.exe"), addedBefore("mb-name=evil.exe"),
				added("mb-name"), plain("name added", (link) -> link.to(link.target() + "&mb-name=evil.exe")),
				plain("empty name added", (link) -> link.to(link.target() + "&mb-name=")));
	}

	static Stream<Alteration> users() {
		return Stream.of(row("by nobody", (link) -> link.by(null)), row("by another user", (link) -> link.by("bob")),
				row("by a user in capitals", (link) -> link.by("Ann")),
				row("by a longer name", (link) -> link.by("anna")), row("by a shorter name", (link) -> link.by("an")),
				row("by an empty name", (link) -> link.by("")), row("by no Unicode", (link) -> link.by("ann\ud83c")),
				set("mb-user", null), set("mb-user", ""), set("mb-user", "0"), set("mb-user", "ann"),
				set("mb-user", "true"), set("mb-user", "%31"), added("mb-user=1"), added("mb-user"),
				added("mb-user=bob"), plain("for a user", (link) -> link.to(link.target() + "&mb-user=1").by("ann")),
				plain("for nobody", (link) -> link.to(link.target() + "&mb-user=1")),
				plain("for an empty name", (link) -> link.to(link.target() + "&mb-user=1").by("")));
	}

	static Stream<Alteration> places() {
		return Stream.of(replaced("another file", "/7%20", "/8%20"), replaced("another directory", "/2027/", "/2028/"),
				replaced("the directory", "/7%20%C3%A9.pdf?", "/?"),
				replaced("an index beside it", "/7%20%C3%A9.pdf?", "/index.html?"),
				replaced("another file within", ".pdf?", ".pdf/a.html?"),
				replaced("an index further within", ".pdf?", ".pdf/a/index.html?"),
				replaced("another extension", ".pdf?", ".pdf.exe?"), replaced("capitals", ".pdf?", ".PDF?"),
				replaced("a decomposed letter", "/7%20%C3%A9", "/7%20e%CC%81"),
				replaced("a directory up", "/2027/7%20", "/7%20"),
				replaced("a directory down", "/2027/", "/2027/2027/"),
				replaced("another mount", "/invoices/2027/", "/other/2027/"),
				replaced("a mount within", "/invoices/2027/", "/invoices/2026/"),
				row("a mount of one host", (link) -> link.at("media.example.com")),
				row("a mount within, with a path alike", (link) -> link
					.to(LINKS.urls().signed("/invoices/2026", "7.pdf", LIFETIME).replace("/2026/7", "/2026/2026/7"))),
				plain("a mount that the path begins with",
						(link) -> link.to(link.target().replace("/7.pdf", "/2026/7.pdf"))));
	}

	static Stream<Alteration> queries() {
		String query = LINK.target().substring(LINK.target().indexOf('?') + 1);
		return Stream.of(row("no query", (link) -> link.to(link.target().split("\\?")[0])),
				row("an empty query", (link) -> link.to(link.target().split("\\?")[0] + "?")),
				row("nothing but separators", (link) -> link.to(link.target().split("\\?")[0] + "?&&=&=&")),
				row("other separators", (link) -> link.to(link.target().replace('&', ';'))),
				row("separators for HTML", (link) -> link.to(link.target().replace("&", "&amp;"))),
				row("encoded separators", (link) -> link.to(link.target().replace("&", "%26"))),
				row("encoded equals signs", (link) -> link.to(link.target().replace("=", "%3D"))),
				row("everything in capitals",
						(link) -> link.to(link.target().split("\\?")[0] + "?" + query.toUpperCase(Locale.ROOT))),
				row("everything twice", (link) -> link.to(link.target() + "&" + query)),
				row("two question marks", (link) -> link.to(link.target().replace("?", "??"))),
				row("another prefix", (link) -> link.to(link.target().replace("mb-", "mb"))),
				row("longer names", (link) -> link.to(link.target().replace("mb-", "xmb-"))),
				row("names of lists", (link) -> link.to(link.target().replace("=", "[]="))),
				row("names with a space", (link) -> link.to(link.target().replace("=", "%20="))),
				row("cut off", (link) -> link.to(link.target().substring(0, link.target().length() - 10))),
				row("without its last parameter",
						(link) -> link.to(link.target().substring(0, link.target().lastIndexOf('&')))),
				row("continued by a full stop", (link) -> link.to(link.target() + ".")),
				row("values exchanged",
						(link) -> link
							.to(link.target().replace(EXPIRY, "x").replace("2026", EXPIRY).replace("=x", "=2026"))),
				row("garbage",
						(link) -> link.to(link.target().split("\\?")[0] + "?%%%&mb-sig=%&mb-exp=%ff&\u0000=\ud83c")));
	}

}
