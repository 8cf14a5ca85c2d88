package dev.mediaboot.http;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ByteRangeTests {

	@Test
	void contentRangeNamesTheFirstAndTheLastByte() {
		// §14.4
		assertThat(new ByteRange(500, 500).toContentRange(1234)).isEqualTo("bytes 500-999/1234");
	}

	@Test
	void contentRangeOfOneByteNamesItTwice() {
		assertThat(new ByteRange(0, 1).toContentRange(26)).isEqualTo("bytes 0-0/26");
	}

	@Test
	void contentRangeOfTheWholeEndsBeforeItsLength() {
		assertThat(ByteRange.whole(26).toContentRange(26)).isEqualTo("bytes 0-25/26");
	}

	@Test
	void endIsAfterTheLastByte() {
		assertThat(new ByteRange(10, 5).end()).isEqualTo(15);
	}

	@Test
	void wholeOfNothingIsEmpty() {
		assertThat(ByteRange.whole(0)).isEqualTo(new ByteRange(0, 0));
	}

}
