package dev.mediaboot.store;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WindowsNamesTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			R11 a device                              | con
			R11 a device in capitals                  | CON
			R11 a device with an extension            | nul.txt
			R11 a device with several extensions      | aux.tar.gz
			R11 a device with a space                 | 'prn .txt'
			R11 the printer                           | PRN
			R11 console input                         | CONIN$
			R11 console output                        | conout$.txt
			R11 the clock                             | CLOCK$
			R11 a serial port                         | com1
			R11 a serial port with an extension       | COM9.png
			R11 the serial port of no number          | com0
			R11 a parallel port                       | lpt1
			R11 a parallel port with an extension     | LPT3.mp4
			R11 a port by a superscript               | com¹
			R11 another superscript                   | lpt².txt
			R11 the third superscript                 | COM³.png
			R11 an alternate data stream              | a.txt:secret
			R11 the data of a file                    | a.txt::$DATA
			R11 a drive                               | c:
			R11 a short name                          | PROGRA~1
			R11 a short name with an extension        | secret~2.txt
			R11 a dot at the end                      | a.txt.
			R11 dots at the end                       | a.txt...
			R11 a space at the end                    | 'a.txt '
			R11 a dot and a space at the end          | 'a.txt. '
			R11 a wildcard                            | a*.txt
			R11 a wildcard for one                    | a?.txt
			R11 a pipe                                | 'a|b'
			R11 a quote                               | a"b
			R11 redirection                           | a<b
			R11 redirection out                       | a>b
			""")
	void aliasIsRecognised(String rule, String name) {
		assertThat(WindowsNames.isAlias(name)).as(rule).isTrue();
	}

	/** The ways in which other products were broken. */
	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource(delimiter = '|', textBlock = """
			CVE-2022-41720 and CVE-2022-41722 Go, the name of a device, R11       | NUL
			CVE-2022-41720 and CVE-2022-41722 Go, the name of a device, R11       | con
			CVE-2022-41720 and CVE-2022-41722 Go, the name of a device, R11       | aux.txt
			CVE-2022-41720 and CVE-2022-41722 Go, the name of a device, R11       | Prn.tar.gz
			CVE-2022-41720 and CVE-2022-41722 Go, the name of a device, R11       | COM1
			CVE-2022-41720 and CVE-2022-41722 Go, the name of a device, R11       | lpt9.txt
			CVE-2022-41720 and CVE-2022-41722 Go, the name of a device, R11       | com¹.txt
			CVE-2022-41720 and CVE-2022-41722 Go, the name of a device, R11       | CONIN$
			CVE-2022-41720 and CVE-2022-41722 Go, the name of a device, R11       | 'nul .txt'
			CVE-2022-41720 and CVE-2022-41722 Go, a drive, R11                    | C:
			CVE-2022-41720 and CVE-2022-41722 Go, a drive, R11                    | C:file.txt
			CVE-2023-45283 Go, the characters of a device path, R11               | ?
			CVE-2023-24815 Vert.x on Windows, characters that no name has, R11    | *
			CVE-2026-22745 Spring MVC on Windows, slow names, R11                 | CLOCK$
			CVE-2026-22745 Spring MVC on Windows, slow names, R11                 | CONOUT$
			CVE-2018-1271 Spring MVC on Windows, a scheme, R11                    | file:
			CVE-2018-1047 Undertow, an alternate data stream, R11                 | page.html::$DATA
			CVE-2018-1047 Undertow, an alternate data stream, R11                 | a.txt:hidden
			CVE-2018-1047 Undertow, an end that Windows ignores, R11              | page.html.
			CVE-2018-1047 Undertow, an end that Windows ignores, R11              | 'page.html '
			CVE-2018-1047 Undertow, an end that Windows ignores, R11              | page.html...
			CVE-2026-27587 Caddy, the short name of a long one, R11 R12           | PRIVAT~1
			CVE-2026-27587 Caddy, the short name of a long one, R11 R12           | SECRET~1.TXT
			CVE-2026-27587 Caddy, the short name of a long one, R11 R12           | A~BCDE~1.TXT
			""")
	void otherNameOfFileOnWindowsIsRefused(String label, String name) {
		assertThat(WindowsNames.isAlias(name)).as(label).isTrue();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			R11 an image                              | mia.webp
			R11 a name that begins like a device      | console.txt
			R11 a name that ends like a device        | icon.png
			R11 a device for an extension             | a.con
			R11 a longer number                       | com10.txt
			R11 no number                             | come.txt
			R11 a word of four letters                | lpta
			R11 a tilde first                         | ~1
			R11 a tilde last                          | a~
			R11 a tilde before a letter               | a~b.txt
			R11 dots within                           | a..b
			R11 a space within                        | a b.txt
			R11 a space first                         | ' a.txt'
			R11 other characters                      | a!$&'()+,;=@^_`{}[]#%b
			R11 accents                               | été.jpg
			R11 well-known                            | .well-known
			""")
	void ordinaryNameIsNoAlias(String rule, String name) {
		assertThat(WindowsNames.isAlias(name)).as(rule).isFalse();
	}

}
