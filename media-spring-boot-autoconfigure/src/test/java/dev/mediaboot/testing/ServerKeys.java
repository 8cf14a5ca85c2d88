package dev.mediaboot.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The keys of a server that is called localhost, made anew for each run of the tests: a
 * process that a test starts is told where they are.
 */
public final class ServerKeys {

	private static final String PASSWORD = "password";

	private static final String TOLD = "server.keys";

	private static final Path FILE = (System.getProperty(TOLD) != null) ? Path.of(System.getProperty(TOLD)) : make();

	private static final SSLContext TRUSTED = trust();

	private ServerKeys() {
	}

	/** What a server is told of them. */
	public static List<String> properties() {
		return List.of("server.ssl.key-store=" + FILE, "server.ssl.key-store-password=" + PASSWORD);
	}

	/** For a process that has the same ones. */
	public static String option() {
		return "-D" + TOLD + "=" + FILE;
	}

	/** Trusts this server, and no other. */
	public static SSLContext trusted() {
		return TRUSTED;
	}

	private static SSLContext trust() {
		try {
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(KeyStore.getInstance(FILE.toFile(), PASSWORD.toCharArray()));
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trust.getTrustManagers(), null);
			return context;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Also for the other names that rows ask for: Jetty wants that they fit. */
	private static Path make() {
		try {
			Path directory = Files.createTempDirectory("server-keys");
			Path file = directory.resolve("keys.p12");
			Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
					"-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
					"SAN=dns:localhost,dns:evil.example,ip:127.0.0.1", "-keystore", file.toString(), "-storepass",
					PASSWORD, "-storetype", "PKCS12")
				.redirectErrorStream(true)
				.start();
			String output = new String(keytool.getInputStream().readAllBytes());
			if (keytool.waitFor() != 0) {
				throw new IllegalStateException(output);
			}
			directory.toFile().deleteOnExit();
			file.toFile().deleteOnExit();
			return file;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
