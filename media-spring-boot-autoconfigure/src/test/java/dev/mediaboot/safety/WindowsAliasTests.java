package dev.mediaboot.safety;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.mediaboot.MediaPath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * R11: the other names that Windows has for a file are refused.
 */
class WindowsAliasTests extends RefusedPathContract {

	WindowsAliasTests(AttackedServer server) {
		super(server);
	}

	@Override
	Stream<Attack> attacks() {
		return Stream.of(
				Attack.of("CVE-2018-1047 Undertow, the separators of Windows in a resource manager, R1 R11",
						"/media/private%5csecret.txt", "/media/cats%5c..%5c..%5coutside%5csecret.txt"),
				Attack.of("CVE-2026-52844 Caddy on Windows, a separator to the disk and none to the matcher, R1 R11",
						"/media/private%5csecret.txt"),
				Attack.besideMounts(
						"CVE-2026-52844 Caddy on Windows, a separator to the disk and none to the matcher, R1 R11",
						"/protected%5csecret.txt", "/media%5cprivate%5csecret.txt"),
				Attack.of("CVE-2022-41720 and CVE-2022-41722 Go on Windows, devices and drives, R11", "/media/NUL",
						"/media/COM1", "/media/CONIN$", "/media/C:/windows/win.ini", "/media/C:%5cwindows%5cwin.ini",
						"/media/a.txt::$DATA", "/media/a.txt.", "/media/a.txt%20"),
				Attack.of("CVE-2023-45283 Go on Windows, a root local device path, R11",
						"/media/%5c%3f%3f%5cC:%5cwindows", "/media/%5c%5c%3f%5cC:%5cwindows",
						"/media/%5c%5cevil.example%5cshare%5cx"),
				Attack.of("CVE-2026-22745 Spring MVC on Windows, names that take long to resolve, R11 R1",
						"/media/%5c%5cevil.example%5cshare/x", "/media//evil.example/share/x", "/media/AUX.txt"))
			.flatMap(Function.identity());
	}

	@ParameterizedTest(name = "CVE-2018-1047 and CVE-2018-12542, separators of Windows, R1 R11: {0}")
	@ValueSource(strings = { "..\\x", "\\", "\\??\\C:", "a\\b", "\\\\host\\share", "a/b", "", ".", "..", "\0",
			"\r\nX: y", "\u0085", "\u007f" })
	void nameWithSeparatorIsNoName(String name) {
		assertThat(MediaPath.of(List.of(name), false)).isNull();
	}

}
