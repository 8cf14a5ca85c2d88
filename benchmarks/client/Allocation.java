import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.VirtualMachine;

/**
 * Counts the bytes that a JVM allocates for a request: the JVM itself counts those of each thread, to the byte.
 *
 * <pre>
 * java Allocation.java PID URL STATUS REQUESTS [FIELD]
 * </pre>
 *
 * The requests follow one another on one connection, which is opened anew when the server closes it. Prints: requests,
 * bytes, wrong answers.
 */
final class Allocation {

	private final ThreadMXBean threads;

	private final URI uri;

	private final String status;

	private final byte[] request;

	private Allocation(ThreadMXBean threads, URI uri, String status, String field) {
		this.threads = threads;
		this.uri = uri;
		this.status = "http/1.1 " + status;
		this.request = ("GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n" + field + "\r\n")
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	public static void main(String[] args) throws Exception {
		String field = (args.length > 4 && !args[4].isEmpty()) ? args[4] + "\r\n" : "";
		VirtualMachine machine = VirtualMachine.attach(args[0]);
		JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
		machine.detach();
		try (JMXConnector connector = JMXConnectorFactory.connect(address)) {
			MBeanServerConnection server = connector.getMBeanServerConnection();
			ThreadMXBean threads = ManagementFactory.newPlatformMXBeanProxy(server,
					ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
			new Allocation(threads, URI.create(args[1]), args[2], field).run(Integer.parseInt(args[3]));
		}
	}

	private void run(int requests) throws IOException {
		Map<Long, Long> before = allocated();
		int wrong = ask(requests);
		System.out.printf("result %d %d %d%n", requests, since(before), wrong);
	}

	/**
	 * By thread, without those that answer this very question.
	 */
	private Map<Long, Long> allocated() {
		long[] ids = this.threads.getAllThreadIds();
		ThreadInfo[] infos = this.threads.getThreadInfo(ids);
		long[] bytes = this.threads.getThreadAllocatedBytes(ids);
		Map<Long, Long> allocated = new HashMap<>();
		for (int i = 0; i < ids.length; i++) {
			if (infos[i] != null && bytes[i] >= 0 && !infos[i].getThreadName().matches("(RMI|JMX) .*")) {
				allocated.put(ids[i], bytes[i]);
			}
		}
		return allocated;
	}

	private long since(Map<Long, Long> before) {
		long sum = 0;
		for (Map.Entry<Long, Long> thread : allocated().entrySet()) {
			sum += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
		}
		return sum;
	}

	private int ask(int requests) throws IOException {
		int wrong = 0;
		int asked = 0;
		while (asked < requests) {
			try (Socket socket = new Socket(InetAddress.getByName(this.uri.getHost()), this.uri.getPort())) {
				socket.setTcpNoDelay(true);
				InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
				boolean open = true;
				while (open && asked < requests) {
					socket.getOutputStream().write(this.request);
					String head = readHead(in);
					skipBody(in, head);
					asked++;
					wrong += head.startsWith(this.status) ? 0 : 1;
					open = !head.contains("\r\nconnection: close\r\n");
				}
			}
		}
		return wrong;
	}

	/**
	 * In small letters, with the end of its last line.
	 */
	private static String readHead(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
			head.append((char) read(in));
		}
		return head.substring(0, head.length() - 2).toLowerCase(Locale.ROOT);
	}

	private static void skipBody(InputStream in, String head) throws IOException {
		if (head.startsWith("http/1.1 304")) {
			return;
		}
		String length = field(head, "content-length");
		if (length != null) {
			in.skipNBytes(Long.parseLong(length));
			return;
		}
		if (!"chunked".equals(field(head, "transfer-encoding"))) {
			throw new IOException("Response without a length: " + head);
		}
		int chunk;
		do {
			StringBuilder size = new StringBuilder();
			for (int read = read(in); read != '\n'; read = read(in)) {
				size.append((char) read);
			}
			chunk = Integer.parseInt(size.toString().trim(), 16);
			in.skipNBytes(chunk + 2L);
		}
		while (chunk > 0);
	}

	private static String field(String head, String name) {
		int start = head.indexOf("\r\n" + name + ": ");
		if (start < 0) {
			return null;
		}
		start += name.length() + 4;
		return head.substring(start, head.indexOf("\r\n", start));
	}

	private static int read(InputStream in) throws IOException {
		int read = in.read();
		if (read < 0) {
			throw new EOFException();
		}
		return read;
	}

}
