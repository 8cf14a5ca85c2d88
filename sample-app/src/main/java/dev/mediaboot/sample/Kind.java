package dev.mediaboot.sample;

import dev.mediaboot.MediaPath;

/**
 * The shelf of the library a file belongs on.
 */
enum Kind {

	PICTURE, FILM, MUSIC, BOOK, TEXT, OTHER,

	/** Captions and posters, which are shown with their film. */
	COMPANION;

	static Kind of(MediaPath path) {
		if (path.name().endsWith(".poster.jpg")) {
			return COMPANION;
		}
		return switch (path.extension()) {
			case "avif", "gif", "jpeg", "jpg", "png", "webp" -> PICTURE;
			case "m4v", "mp4", "webm" -> FILM;
			case "flac", "m4a", "mp3", "oga", "ogg", "opus", "wav" -> MUSIC;
			case "pdf" -> BOOK;
			case "txt" -> TEXT;
			case "vtt" -> COMPANION;
			default -> OTHER;
		};
	}

}
