package dev.mediaboot.sample;

import java.security.Principal;
import java.util.List;

import dev.mediaboot.MediaAccess.Decision;
import dev.mediaboot.UserAccess;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The rule that {@code media.mounts.album.access} names.
 */
@Configuration(proxyBeanMethods = false)
class AlbumAccess {

	/** Shows users the files of their own folder. */
	@Bean(defaultCandidate = false)
	UserAccess ownAlbum() {
		return (request, user) -> {
			Principal principal = user.principal();
			if (principal == null) {
				return Decision.CHALLENGE;
			}
			List<String> names = request.path().segments();
			return (names.size() > 1 && names.get(0).equals(principal.getName())) ? Decision.ALLOW : Decision.HIDE;
		};
	}

}
