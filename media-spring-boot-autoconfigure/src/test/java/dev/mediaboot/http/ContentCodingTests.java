package dev.mediaboot.http;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContentCodingTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "absent", textBlock = """
			§12.5.3 no field: what needs no decoding        | absent                        | IDENTITY
			§12.5.3 an empty field: no coding               | ''                            | IDENTITY
			§12.5.3 one coding                              | gzip                          | GZIP IDENTITY
			§12.5.3 brotli                                  | br                            | BR IDENTITY
			§12.5.3 zstandard                               | zstd                          | ZSTD IDENTITY
			§12.5.3 what a browser sends                    | gzip, deflate, br, zstd       | BR ZSTD GZIP IDENTITY
			§12.5.3 what an older browser sends             | gzip, deflate                 | GZIP IDENTITY
			§12.5.3 codings we do not have                  | deflate, compress             | IDENTITY
			§12.5.3 identity alone                          | identity                      | IDENTITY
			§12.5.3 anything                                | *                             | BR ZSTD GZIP IDENTITY
			§12.5.3 anything but brotli                     | br;q=0, *                     | ZSTD GZIP IDENTITY
			§12.5.3 anything, gzip best                     | gzip, *;q=0.5                 | GZIP BR ZSTD IDENTITY
			§12.5.3 identity is never less than the rest    | *;q=0.5, identity             | IDENTITY BR ZSTD GZIP
			§12.5.3 nothing but gzip                        | gzip, *;q=0                   | GZIP
			§12.5.3 nothing but identity                    | identity, *;q=0               | IDENTITY
			§12.5.3 nothing at all                          | *;q=0                         | ''
			§12.5.3 identity excluded, nothing else named   | identity;q=0                  | ''
			§12.5.3 identity excluded, gzip left            | identity;q=0, gzip            | GZIP
			§12.5.3 identity excluded, unknown left         | identity;q=0, deflate         | ''
			§12.5.3 identity excluded, anything else        | identity;q=0, *               | BR ZSTD GZIP
			§12.5.3 more specific than anything else        | *;q=0, identity;q=0.1         | IDENTITY
			§12.4.2 not acceptable                          | gzip;q=0                      | IDENTITY
			§12.4.2 not acceptable, with decimals           | gzip;q=0.000, br;q=0.0        | IDENTITY
			§12.4.2 smallest weight                         | gzip;q=0.001                  | GZIP IDENTITY
			§12.4.2 by weight                               | br;q=0.5, gzip;q=0.8          | GZIP BR IDENTITY
			§12.4.2 by the third decimal                    | br;q=0.998, gzip;q=0.999      | GZIP BR IDENTITY
			§12.4.2 no weight is 1                          | br;q=0.9, gzip                | GZIP BR IDENTITY
			§12.4.2 equal weights: our preference           | gzip;q=0.7, zstd;q=0.7        | ZSTD GZIP IDENTITY
			§12.4.2 as many decimals as one likes, up to 3  | gzip;q=1.000, br;q=0.90       | GZIP BR IDENTITY
			§12.4.2 a point without decimals                | gzip;q=1., br;q=0.            | GZIP IDENTITY
			§12.4.2 identity liked better                   | gzip;q=0.5, identity;q=0.6    | IDENTITY GZIP
			§12.4.2 identity liked less                     | gzip;q=0.5, identity;q=0.4    | GZIP IDENTITY
			§12.4.2 identity liked as much                  | gzip;q=0.5, identity;q=0.5    | GZIP IDENTITY
			§8.4.1 names are case-insensitive               | GZip, BR;Q=0.5                | GZIP BR IDENTITY
			§8.4.1 identity in capitals                     | IDENTITY;q=0, gzip            | GZIP
			§8.4.1.3 x-gzip is gzip                         | x-gzip                        | GZIP IDENTITY
			§8.4.1.3 x-gzip has a weight, too               | x-gzip;q=0                    | IDENTITY
			§5.6.6 spaces around the semicolon              | 'gzip ; q=0.5 , br\t;\tq=0.4' | GZIP BR IDENTITY
			§5.6.1.2 empty elements                         | ,, gzip, ,                    | GZIP IDENTITY
			§5.3 two lines joined by a comma                | gzip;q=0.5,br;q=0.1           | GZIP BR IDENTITY
			§12.4.2 weight of a word: coding not accepted   | gzip;q=high, br;q=0.1         | BR IDENTITY
			§12.4.2 weight above 1: coding not accepted     | gzip;q=1.001, br;q=2          | IDENTITY
			§12.4.2 negative weight: coding not accepted    | gzip;q=-1                     | IDENTITY
			§12.4.2 no number: coding not accepted          | gzip;q=, br;q                 | IDENTITY
			§12.4.2 no leading zero: coding not accepted    | gzip;q=.5                     | IDENTITY
			§12.4.2 four decimals: coding not accepted      | gzip;q=0.5000                 | IDENTITY
			§12.4.2 spaces within: coding not accepted      | gzip;q = 0.5                  | IDENTITY
			§12.4.2 another parameter: coding not accepted  | gzip;level=9                  | IDENTITY
			§12.4.2 decimal comma: coding not accepted      | 'gzip;q=0,5'                  | IDENTITY
			§12.5.3 only q=0 excludes identity              | identity;q=high               | IDENTITY
			§12.5.3 only q=0 excludes identity by *         | *;q=high                      | IDENTITY
			§5.6.2 not a token                              | gzip br                       | IDENTITY
			§5.6.2 a longer name                            | gzipped, brotli, x-br         | IDENTITY
			§5.6.2 quotes                                   | "gzip"                        | IDENTITY
			""")
	void acceptEncodingIsReadAsTheRfcSays(String rule, String field, String codings) {
		List<ContentCoding> expected = codings.isEmpty() ? List.of()
				: Arrays.stream(codings.split(" ")).map(ContentCoding::valueOf).toList();
		assertThat(ContentCoding.accepted(field)).as(rule).isEqualTo(expected);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "BR, br, .br", "ZSTD, zstd, .zst", "GZIP, gzip, .gz", "IDENTITY, identity, ''" })
	void everyCodingHasItsTokenAndItsSuffix(ContentCoding coding, String token, String suffix) {
		assertThat(coding.token()).isEqualTo(token);
		assertThat(coding.suffix()).isEqualTo(suffix);
	}

	@Test
	void noCodingIsAcceptedTwice() {
		assertThat(ContentCoding.accepted("gzip, x-gzip, GZIP;q=0.3, *;q=0.1, identity")).doesNotHaveDuplicates();
	}

}
