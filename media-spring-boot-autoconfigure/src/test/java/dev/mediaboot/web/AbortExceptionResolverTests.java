package dev.mediaboot.web;

import dev.mediaboot.body.TruncatedBodyException;
import org.junit.jupiter.api.Test;

import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AbortExceptionResolverTests {

	private final AbortExceptionResolver resolver = new AbortExceptionResolver();

	@Test
	void isAskedBeforeEveryOther() {
		assertThat(this.resolver).isInstanceOf(PriorityOrdered.class);
		assertThat(this.resolver.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
	}

	@Test
	void letsTheFailureThatEndsAConnectionThrough() {
		TruncatedBodyException failure = new TruncatedBodyException("The file ended early");
		assertThatExceptionOfType(TruncatedBodyException.class).isThrownBy(() -> resolve(failure)).isSameAs(failure);
	}

	@Test
	void leavesEveryOtherFailureToTheApplication() {
		resolve(new IllegalStateException());
	}

	private void resolve(Exception failure) {
		assertThat(this.resolver.resolveException(new MockHttpServletRequest(), new MockHttpServletResponse(), null,
				failure))
			.isNull();
	}

}
