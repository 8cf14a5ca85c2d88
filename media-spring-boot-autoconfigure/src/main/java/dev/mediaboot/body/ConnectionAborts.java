package dev.mediaboot.body;

import java.time.Duration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The implementations for several containers, of which one applies to a request.
 *
 * @param ways the implementations, asked in order
 */
record ConnectionAborts(List<ConnectionAbort> ways) implements ConnectionAbort {

	@Override
	public boolean abort(HttpServletRequest request, TruncatedBodyException failure) {
		for (ConnectionAbort way : this.ways) {
			if (way.abort(request, failure)) {
				return true;
			}
		}
		throw failure;
	}

	@Override
	public boolean leave(HttpServletRequest request, TruncatedBodyException failure) {
		for (ConnectionAbort way : this.ways) {
			if (way.leave(request, failure)) {
				return true;
			}
		}
		return false;
	}

	@Override
	public boolean forgetsListeners(HttpServletRequest request) {
		for (ConnectionAbort way : this.ways) {
			if (way.forgetsListeners(request)) {
				return true;
			}
		}
		return false;
	}

	@Override
	public void setWriteTimeout(HttpServletRequest request, Duration timeout) {
		this.ways.forEach((way) -> way.setWriteTimeout(request, timeout));
	}

	@Override
	public void nudge(HttpServletRequest request) {
		this.ways.forEach((way) -> way.nudge(request));
	}

}
