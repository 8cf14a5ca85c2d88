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
