package dev.mediaboot.safety;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * R2: a file lies below its root by the names of its real path, not by a prefix of
 * characters.
 */
class RootConfinementTests extends RefusedPathContract {

	RootConfinementTests(AttackedServer server) {
		super(server);
	}

	@Override
	Stream<Attack> attacks() {
		Path disk = this.server.files().disk();
		return Stream.of(Attack.of("CVE-2018-1271 Spring MVC on Windows, a crafted URL leaves its location, R1 R2",
				"/media/%5c%5c..%5c/..%5c" + OUTSIDE, "/media/%255c%255c..%255c/..%255c" + OUTSIDE,
				"/media/..%5coutside%5csecret.txt", "/media/..\\outside\\secret.txt", "/media/file:..%5c" + OUTSIDE),
				Attack.of("CVE-2021-32769 Micronaut, file: resources accept /../../, R1 R2", "/media/../.." + OUTSIDE,
						"/media/../../../../../../../../../../etc/passwd",
						"/media/x/../../media/private/../.." + OUTSIDE),
				Attack.of("KTOR-5733 Ktor resolveResource, out of a package of the class path, R1 R2",
						"/bundled/../MediaPath.class", "/bundled/%2e%2e/MediaPath.class",
						"/bundled/..%2fMediaPath.class", "/bundled/x/../RangeRequest.class", "/bundled/",
						"/jar/../Test.class", "/jar/%2e%2e/Test.class", "/jar/..%2fTest.class", "/jar//Execution.class",
						"/jar/../../../../../META-INF/MANIFEST.MF", "/jar/"),
				Attack.of(
						"CVE-2016-9177 and CVE-2018-9159 Spark, out of a directory by its relative and absolute path, R2",
						"/media/..%2foutside/secret.txt", "/media/" + disk + OUTSIDE, "/media/%2f" + disk + OUTSIDE,
						"/media/file://" + disk + OUTSIDE),
				Attack.of("Paste StaticURLParser, out of the document root behind some servers, R1 R2",
						"/media/./../media/../outside/secret.txt", "/media/cats/%2e%2e/../outside/secret.txt",
						"/site//../outside/secret.txt"),
				Attack.of("CVE-2009-2659 Django, the handler of the development server joins an absolute path, R2",
						"/media//etc/passwd", "/media/%2fetc%2fpasswd", "/media/" + disk + "/media/private/secret.txt"),
				Attack.besideMounts("nginx alias, a prefix without a slash, R2", "/media../outside/secret.txt",
						"/media..%2foutside/secret.txt", "/media-secret/secret.txt", "/mediaprivate/secret.txt",
						"/media./private/secret.txt", "/media%2fprivate/secret.txt"),
				Attack.besideMounts("CVE-2025-27610 Rack::Static, files of the root when only some are meant, R2",
						"/secret.txt", "/outside/secret.txt", "/etc/passwd", "/", "/.env"),
				Attack.besideMounts("CVE-2026-34785 Rack::Static, a prefix that does not end at a slash, R2",
						"/mediaa.txt", "/media.env", "/media-secret/secret.txt", "/protectedsecret.txt"),
				Attack.of("CVE-2023-29159 and CVE-2014-6394, confinement by a prefix of characters, R2",
						"/media/to-neighbour/secret.txt", "/media/../media-secret/secret.txt",
						"/media/%2e%2e/media-secret/secret.txt"),
				Attack.of("CVE-2026-22860 Rack::Directory, a neighbour whose name begins like the root, R2",
						"/media/..%2fmedia-secret/secret.txt", "/media/to-neighbour/"),
				Attack.of("spark issue 1296, a symbolic link out of the root, R2", "/media/to-file.txt",
						"/media/to-directory/secret.txt", "/media/to-directory/", "/media/to-directory/../a.txt"),
				Attack.of("CVE-2024-23334 aiohttp follow_symlinks, no confinement once links are followed, R2",
						"/follow/../outside/secret.txt", "/follow/%2e%2e/outside/secret.txt",
						"/follow/to-directory/../protected/secret.txt", "/follow/..%2foutside/secret.txt",
						"/follow/.env"))
			.flatMap(Function.identity());
	}

}
