package dev.mediaboot.sign;

import java.util.List;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaAccess;
import dev.mediaboot.MediaAccess.Decision;
import dev.mediaboot.MediaAccessFactory;
import dev.mediaboot.Mount;
import dev.mediaboot.MountGuard;
import org.jspecify.annotations.Nullable;

/**
 * The rules that ask for links, and their names in properties.
 */
final class SignedRules implements MediaAccessFactory, MountGuard {

	private static final String REQUIRED = "signed";

	private static final String ACCEPTED = "or-signed";

	private final SigningKeys keys;

	private final MediaAccess required;

	private final MediaAccess accepted;

	SignedRules(SigningKeys keys, LinkVerifier verifier, MediaSigningProperties.Invalid invalid) {
		Decision refusal = (invalid == MediaSigningProperties.Invalid.FORBIDDEN) ? Decision.DENY : Decision.HIDE;
		this.keys = keys;
		this.required = new SignedAccess(REQUIRED, verifier, Decision.ALLOW, refusal);
		this.accepted = new SignedAccess(ACCEPTED, verifier, Decision.GRANT, Decision.ALLOW);
	}

	/** The rule that allows valid links only. */
	MediaAccess required() {
		return this.required;
	}

	/** The rule that grants valid links whatever other rules say. */
	MediaAccess accepted() {
		return this.accepted;
	}

	@Override
	public @Nullable MediaAccess create(String name) {
		return switch (name) {
			case REQUIRED -> this.required;
			case ACCEPTED -> this.accepted;
			default -> null;
		};
	}

	@Override
	public List<String> names() {
		return List.of(REQUIRED, ACCEPTED);
	}

	@Override
	public void check(Mount mount) {
		List<MediaAccess> rules = mount.policy().access();
		if (rules.contains(this.required) || rules.contains(this.accepted)) {
			this.keys.require();
		}
		if (rules.size() == 1 && rules.contains(this.accepted)) {
			throw new InvalidMountException(
					"Everybody could see '" + mount.url() + "' without a link: '" + ACCEPTED
							+ "' is an alternative to other rules, and there are none",
					"Use '" + REQUIRED + "' for files that are served to links only, or add the rules that apply "
							+ "without a link.");
		}
	}

}
