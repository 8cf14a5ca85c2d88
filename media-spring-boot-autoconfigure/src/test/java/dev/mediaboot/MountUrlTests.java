package dev.mediaboot;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MountUrlTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "any", textBlock = """
			U1 as it is                     | /media                            | any               | media
			U1 a slash at the end           | /media/                           | any               | media
			T6 no leading slash             | media/                            | any               | media
			U1 no slash at all              | media                             | any               | media
			U1 doubled slashes              | //media//                         | any               | media
			U1 doubled slashes within       | /a//b                             | any               | a/b
			U3 several segments             | /a/b/c                            | any               | a/b/c
			U7 case stays                   | /Media                            | any               | Media
			R1 decoded once                 | /m%65dia/a%20b                    | any               | media/a b
			R1 well-known                   | /.well-known/media                | any               | .well-known/media
			T7 bound to a host              | http://media.example.com/m/       | media.example.com | m
			T7 bound to a host by https     | https://media.example.com/m       | media.example.com | m
			U5 a host in capitals           | https://Media.Example.COM/m       | media.example.com | m
			U5 a scheme in capitals         | HTTPS://media.example.com/m       | media.example.com | m
			U5 a port is not compared       | https://media.example.com:8443/m  | media.example.com | m
			U5 an address                   | http://127.0.0.1:8080/m           | 127.0.0.1         | m
			U5 an address of version 6      | http://[::1]/m                    | [::1]             | m
			U5 a scheme without security    | http://media.example.com/m        | media.example.com | m
			U5 a dot in a prefix            | /127.0.0.1/media                  | any               | 127.0.0.1/media
			U1 doubled slashes with a host  | https://media.example.com//a//b// | media.example.com | a/b
			""")
	void urlIsNormalised(String rule, String url, String host, String prefix) {
		MountUrl location = MountUrl.parse(url);
		assertThat(location.host()).as(rule).isEqualTo(host);
		assertThat(location.prefix()).as(rule).hasToString(prefix);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/media", "/a%20b", "/m%C3%A9dias", "/a%25b", "/a$b", "https://media.example.com/m%C3%A9dias" })
	void textIsTheSamePlaceAgain(String url) {
		MountUrl place = MountUrl.parse(url);
		assertThat(MountUrl.parse(place.toString()).isSamePlace(place)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "//", "https://media.example.com", "https://media.example.com/",
			"https://media.example.com//" })
	void prefixThatTakesEveryPathIsRefused(String url) {
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> MountUrl.parse(url))
			.withMessageContaining("every path")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("/media/"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/..", "/../media", "/media/..", "/./media", "/%2e%2e/media", "/a%2Fb", "/a\\b", "/a%5cb",
			"/media%00", "/media%0a", "/.hidden", "/media;v=1", "/médias", "/%zz", "/media?x=1", "/media#top",
			"/media/*", "/media/**", "/{name}/media", "/media}" })
	void whatIsNotAPrefixIsRefused(String url) {
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> MountUrl.parse(url))
			.withMessageContaining("is not a valid path prefix")
			.withMessageContaining(url);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://media.example.com/m", "file:///srv/media", "https:///m", "https://:8080/m",
			"https://media.example.com/m?x=1", "https://media.example.com/m#top", "://media.example.com/m",
			"https://media example.com/m", "https://{host}/m", "https://user:secret@my_host/m", "http://my_host:8080/m",
			"https://my%5fhost/m", "https://médias.example.com/m", "127.0.0.1/m", "//127.0.0.1/m", "localhost/m",
			"example.com", "http:/m", "https://user:secret@media.example.com/m", "jar:file:///a.jar!/m://x" })
	void whatDoesNotNameAHostIsRefused(String url) {
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> MountUrl.parse(url));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			U2 the prefix itself                 | /media       | localhost         | media           | true
			U2 below it                          | /media       | localhost         | media/a/b       | true
			U2 not on a segment boundary         | /media       | localhost         | mediax/a        | false
			U2 shorter                           | /media/cats  | localhost         | media           | false
			U2 another second segment            | /media/cats  | localhost         | media/dogs      | false
			U7 case-sensitive                    | /media       | localhost         | Media/a         | false
			U2 elsewhere                         | /media       | localhost         | a/media         | false
			T7 its own host                      | http://h/m   | h                 | m/a             | true
			U5 its own host in capitals          | http://h/m   | H                 | m/a             | true
			T7 another host                      | http://h/m   | h.example.com     | m/a             | false
			T7 a host that ends like it          | http://h/m   | xh                | m/a             | false
			T7 its own host, another path        | http://h/m   | h                 | n/a             | false
			""")
	void prefixOwnsWhatIsBelowIt(String rule, String url, String host, String path, boolean owned) {
		assertThat(MountUrl.parse(url).owns(host, List.of(path.split("/")))).as(rule).isEqualTo(owned);
	}

	@Test
	void prefixDoesNotOwnTheRootOfTheApplication() {
		assertThat(MountUrl.parse("/media").owns("localhost", List.of())).isFalse();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			U1 slashes                 | /media      | //media//                | true
			R1 an encoded character    | /media      | m%65dia                  | true
			R1 decoded once            | /a%2541     | /aA                      | false
			U5 scheme, port and case   | http://h/m  | https://H:8443//m/       | true
			T7 a host and none         | http://h/m  | /m                       | false
			T7 another host            | http://h/m  | http://i/m               | false
			U3 another prefix          | /media      | /media/cats              | false
			""")
	void onePlaceMayBeWrittenInManyWays(String rule, String url, String other, boolean same) {
		assertThat(MountUrl.parse(url).isSamePlace(MountUrl.parse(other))).as(rule).isEqualTo(same);
		assertThat(MountUrl.parse(other).isSamePlace(MountUrl.parse(url))).as(rule).isEqualTo(same);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			//media//                         | /media
			a/b/                              | /a/b
			https://media.example.com:8443//m//  | https://media.example.com:8443/m
			""")
	void urlIsShownNormalised(String url, String shown) {
		assertThat(MountUrl.parse(url)).hasToString(shown);
	}

}
