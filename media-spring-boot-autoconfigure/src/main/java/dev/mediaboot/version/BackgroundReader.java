package dev.mediaboot.version;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.DisposableBean;

/**
 * One or two threads that read large files, and end when idle. Their priority is the
 * lowest: the processor and the disk have more important work.
 */
final class BackgroundReader implements Executor, DisposableBean {

	private static final int QUEUE = 1000;

	private final ThreadPoolExecutor executor;

	BackgroundReader() {
		int threads = (Runtime.getRuntime().availableProcessors() > 2) ? 2 : 1;
		this.executor = new ThreadPoolExecutor(threads, threads, 5, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE),
				BackgroundReader::thread);
		this.executor.allowCoreThreadTimeOut(true);
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "media-versions");
		thread.setDaemon(true);
		thread.setPriority(Thread.MIN_PRIORITY);
		thread.setContextClassLoader(BackgroundReader.class.getClassLoader());
		return thread;
	}

	@Override
	public void execute(Runnable task) {
		this.executor.execute(task);
	}

	/** A file that is being read is given up. */
	@Override
	public void destroy() {
		this.executor.shutdownNow();
	}

}
