package dev.mediaboot.web;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An application in a process of its own, which uses up its descriptors when it is told
 * to: {@code exhaust}, {@code recover}, {@code stop}.
 */
final class ExhaustedServer {

	private ExhaustedServer() {
	}

	public static void main(String[] args) throws IOException {
		Server server = Server.valueOf(args[0]);
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		try (Server.Application application = server.start(List.of(), "media.root=" + args[1],
				"media.cache.enabled=" + args[2])) {
			System.out.println("port " + application.port());
			List<FileInputStream> held = new ArrayList<>();
			String command = commands.readLine();
			while (command != null && !command.equals("stop")) {
				if (command.equals("exhaust")) {
					exhaust(args[1], held);
				}
				else {
					for (FileInputStream stream : held) {
						stream.close();
					}
					held.clear();
				}
				System.out.println("done " + command);
				command = commands.readLine();
			}
		}
	}

	private static void exhaust(String root, List<FileInputStream> held) {
		try {
			while (true) {
				held.add(new FileInputStream(root + "/alphabet.txt"));
			}
		}
		catch (IOException ex) {
			System.out.println("held " + held.size());
		}
	}

}
