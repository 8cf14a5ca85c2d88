package dev.mediaboot.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.mediaboot.MediaAccess;
import dev.mediaboot.MediaPath;
import dev.mediaboot.Mount;
import dev.mediaboot.UserAccess;
import dev.mediaboot.http.CacheDirectives;
import org.jspecify.annotations.Nullable;

/**
 * Asks the rules of a mount about the paths that one request may lead to. It remembers
 * the last refusal, and what the rules demand of the response.
 */
final class AccessCheck implements MediaAccess.Request {

	private final Mount mount;

	private final List<MediaAccess> rules;

	private final ResourceRequest request;

	private MediaPath path;

	private MediaAccess.@Nullable Decision refusal;

	private @Nullable Instant expiry;

	/** Allocated when a rule demands something. */
	private @Nullable List<Field> fields;

	private AccessCheck(Mount mount, List<MediaAccess> rules, MediaPath path, ResourceRequest request) {
		this.mount = mount;
		this.rules = rules;
		this.path = path;
		this.request = request;
	}

	/**
	 * Creates the check of a request.
	 * @param path the path of the request
	 * @return the check, or {@code null} when everything is allowed
	 */
	static @Nullable AccessCheck of(Mount mount, MediaPath path, ResourceRequest request) {
		List<MediaAccess> rules = request.rules(mount);
		return rules.isEmpty() ? null : new AccessCheck(mount, rules, path, request);
	}

	/** Whether all rules allow a path, or one grants it. The first refusal decides. */
	boolean allows(MediaPath path) {
		this.path = path;
		MediaAccess.Decision refused = null;
		for (int i = 0; i < this.rules.size(); i++) {
			MediaAccess.Decision decision = decide(this.rules.get(i));
			switch (decision.kind()) {
				case GRANT -> {
					this.refusal = null;
					apply(decision);
					return true;
				}
				case ALLOW -> apply(decision);
				case HIDE, DENY, CHALLENGE -> refused = (refused != null) ? refused : decision;
			}
		}
		this.refusal = refused;
		return refused == null;
	}

	private MediaAccess.Decision decide(MediaAccess rule) {
		return (rule instanceof UserAccess user) ? user.decide(this, this.request.user()) : rule.decide(this);
	}

	private void apply(MediaAccess.Decision decision) {
		Instant limit = decision.expiry();
		if (limit != null && (this.expiry == null || limit.isBefore(this.expiry))) {
			this.expiry = limit;
		}
		if (!decision.headers().isEmpty()) {
			decision.headers().forEach((name, value) -> add(new Field(name, value)));
		}
	}

	private void add(Field field) {
		if (this.fields == null) {
			this.fields = new ArrayList<>();
		}
		if (!this.fields.contains(field)) {
			this.fields.add(field);
		}
	}

	/** Returns the answer to a request for a file that was not found or is refused. */
	Answer missing() {
		MediaAccess.Decision last = this.refusal;
		if (last == null) {
			return Answer.notFound(Answer.Reason.MISSING);
		}
		return switch (last.kind()) {
			case ALLOW, GRANT, HIDE -> Answer.notFound(Answer.Reason.HIDDEN);
			case DENY -> Answer.forbidden(Answer.Reason.FORBIDDEN);
			case CHALLENGE -> Answer.unauthorized();
		};
	}

	/**
	 * Whether to stop looking. A client that was refused must not get in through another
	 * index file.
	 */
	boolean isFinal() {
		return this.refusal != null && this.refusal.kind() != MediaAccess.Decision.Kind.HIDE;
	}

	/** Adds to a response with a file what the rules demand. */
	Answer apply(Answer answer, Instant now) {
		if (this.expiry != null) {
			String directives = cacheControl(answer);
			add(new Field("Cache-Control", CacheDirectives.limit(directives, Duration.between(now, this.expiry))));
		}
		return (this.fields != null && answer.isOfFile()) ? answer.withFields(this.fields) : answer;
	}

	/** Returns the directives of a decision, else those of the answer. */
	private String cacheControl(Answer answer) {
		String directives = "no-store";
		for (Field field : answer.fields()) {
			directives = field.name().equals("Cache-Control") ? field.value() : directives;
		}
		if (this.fields != null) {
			for (Field field : this.fields) {
				directives = field.name().equals("Cache-Control") ? field.value() : directives;
			}
		}
		return directives;
	}

	@Override
	public Mount mount() {
		return this.mount;
	}

	@Override
	public MediaPath path() {
		return this.path;
	}

	@Override
	public String method() {
		return this.request.method();
	}

	@Override
	public @Nullable String field(String name) {
		add(new Field("Vary", name));
		return this.request.get(name);
	}

	@Override
	public @Nullable String query() {
		return this.request.query();
	}

	@Override
	public String remoteAddress() {
		return this.request.remoteAddress();
	}

}
