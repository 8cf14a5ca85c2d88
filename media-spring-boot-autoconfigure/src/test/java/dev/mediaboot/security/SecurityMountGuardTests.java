package dev.mediaboot.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

import dev.mediaboot.Mount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecurityMountGuard}: which mounts a web server in front leaves to the
 * application.
 */
class SecurityMountGuardTests {

	@TempDir
	private Path directory;

	private Mount mount() {
		return Mount.of("/media", this.directory).withDispatch(Mount.Dispatch.MVC);
	}

	private static SecurityMountGuard guard(Predicate<String> permitted) {
		return new SecurityMountGuard(List.of(new Rules(permitted)), null, "");
	}

	@Test
	void mountThatIsDeniedIsRestricted() {
		assertThat(guard((path) -> !path.startsWith("/media/")).isRestricted(mount())).isTrue();
	}

	@Test
	void mountThatIsPermittedIsNotRestricted() {
		assertThat(guard((path) -> path.startsWith("/media/")).isRestricted(mount())).isFalse();
	}

	@Test
	void mountOfARuleThatCannotDecideIsRestricted() {
		assertThat(guard((path) -> {
			throw new IllegalStateException("a rule that needs the request");
		}).isRestricted(mount())).isTrue();
	}

	@Test
	void mountBeforeSpringSecurityIsNotRestricted() {
		Mount mount = Mount.of("/media", this.directory).withDispatch(Mount.Dispatch.FILTER);
		assertThat(guard((path) -> false).isRestricted(mount)).isFalse();
	}

	@Test
	void mountOfAnApplicationThatHasStoppedIsRestricted() {
		SecurityMountGuard guard = guard((path) -> true);
		guard.destroy();
		assertThat(guard.isRestricted(mount())).isTrue();
	}

	@Test
	void mountOneDirectoryOfWhichIsDeniedIsRestricted() throws IOException {
		SecurityMountGuard guard = guard((path) -> !path.startsWith("/media/for%20members/"));
		assertThat(guard.isRestricted(mount())).isFalse();
		Files.createDirectory(this.directory.resolve("for members"));
		assertThat(guard.isRestricted(mount())).isTrue();
	}

	@Test
	void mountOfADirectoryThatIsGoneIsNoFailure() throws IOException {
		Mount mount = mount();
		Files.delete(this.directory);
		assertThat(guard((path) -> true).isRestricted(mount)).isFalse();
	}

	private record Rules(Predicate<String> permitted) implements WebInvocationPrivilegeEvaluator {

		@Override
		public boolean isAllowed(String uri, @Nullable Authentication authentication) {
			return this.permitted.test(uri);
		}

		@Override
		public boolean isAllowed(@Nullable String contextPath, String uri, @Nullable String method,
				@Nullable Authentication authentication) {
			return this.permitted.test(uri);
		}

	}

}
