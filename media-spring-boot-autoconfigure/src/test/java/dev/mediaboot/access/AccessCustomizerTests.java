package dev.mediaboot.access;

import java.util.List;
import java.util.Map;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaAccess;
import dev.mediaboot.MediaAccess.Decision;
import dev.mediaboot.Mount;
import dev.mediaboot.MountCustomizer;
import dev.mediaboot.UserAccess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AccessCustomizer} and the names of its rules.
 */
class AccessCustomizerTests {

	private final MediaAccess plain = (request) -> Decision.HIDE;

	private final UserAccess user = (request, user) -> Decision.CHALLENGE;

	private final Mount mount = Mount.of("/a", (path) -> null);

	private Mount customize(List<MediaAccess> all, String... names) {
		StaticListableBeanFactory beans = new StaticListableBeanFactory(
				Map.of("plain", this.plain, "user", this.user, "itself", MediaAccess.internal()));
		NamedRules named = new NamedRules(List.of(new BuiltInAccess()), beans);
		return new AccessCustomizer(all, named).customize(this.mount, keys(names));
	}

	private static MountCustomizer.Keys keys(String... names) {
		return new MountCustomizer.Keys() {

			@Override
			public @Nullable List<String> values(String key) {
				return (names.length > 0) ? List.of(names) : null;
			}

			@Override
			public String name(String key) {
				return "media.mounts.a." + key;
			}

		};
	}

	@Test
	void ruleIsDescribedByTheNameOfItsBean() {
		assertThat(customize(List.of(), "plain", "user", "itself", "role:A").policy().accessDescription())
			.containsExactly("plain", "user", "internal", "role:A");
	}

	@Test
	void namedRuleDecidesAsItsBeanDoes() {
		List<MediaAccess> rules = customize(List.of(), "plain", "user").policy().access();
		assertThat(rules).extracting((rule) -> ((UserAccess) rule).requiresUser()).containsExactly(false, true);
		assertThat(rules).extracting((rule) -> ((UserAccess) rule).decide(null, UserAccess.User.ANONYMOUS))
			.containsExactly(Decision.HIDE, Decision.CHALLENGE);
		assertThat(customize(List.of(), "plain").policy().requiresUser()).isFalse();
		assertThat(customize(List.of(), "user").policy().requiresUser()).isTrue();
	}

	@Test
	void ruleOfAllMountsThatIsNamedAsWellIsAskedOnce() {
		assertThat(customize(List.of(this.plain), "plain", "user").policy().access()).hasSize(2).startsWith(this.plain);
	}

	@Test
	void mountThatIsCustomizedAgainStaysTheSame() {
		AccessCustomizer customizer = new AccessCustomizer(List.of(this.user),
				new NamedRules(List.of(), new StaticListableBeanFactory(Map.of("plain", this.plain))));
		Mount once = customizer.customize(this.mount, keys("plain"));
		assertThat(once.policy().access()).hasSize(2);
		assertThat(customizer.customize(once, keys("plain"))).isSameAs(once);
	}

	@Test
	void unknownNameIsRefusedWithThoseThatAreKnown() {
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> customize(List.of(), "plane"))
			.withMessageContaining("'media.mounts.a.access'")
			.withMessageContaining("There is no rule named 'plane'")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("'authenticated'", "'internal'",
					"bean of type MediaAccess or UserAccess"));
	}

}
