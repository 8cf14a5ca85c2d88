package dev.mediaboot.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.List;

import dev.mediaboot.sign.SignedUrls;
import dev.mediaboot.web.MediaResponses;
import dev.mediaboot.web.MediaView;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The pages of users who are logged in: their pictures, which are below a mount of their
 * own, and a file of a mount that only controllers read.
 */
@Controller
class AlbumController {

	private final Library albums;

	private final MediaResponses media;

	private final SignedUrls signedUrls;

	private final Duration shareFor;

	AlbumController(@Value("${media.mounts.album.root}") Path root, @Value("${sample.share-for}") Duration shareFor,
			MediaResponses media, SignedUrls signedUrls) {
		this.albums = new Library(root);
		this.shareFor = shareFor;
		this.media = media;
		this.signedUrls = signedUrls;
	}

	@GetMapping("/login")
	String login() {
		return "login";
	}

	@GetMapping("/my/album")
	String album(Principal user, Model model) throws IOException {
		model.addAttribute("owner", StringUtils.capitalize(user.getName()));
		List<Item> pictures = this.albums.items(user.getName())
			.stream()
			.filter((item) -> item.kind() == Kind.PICTURE)
			.toList();
		model.addAttribute("pictures", pictures);
		if (!pictures.isEmpty()) {
			model.addAttribute("seconds", this.shareFor.toSeconds());
			model.addAttribute("shared",
					this.signedUrls.signed("/album", pictures.get(0).path().toString(), this.shareFor));
		}
		return "album";
	}

	@GetMapping("/my/certificate")
	MediaView certificate(Principal user) {
		return this.media.of("/certificates", user.getName() + ".pdf")
			.withDownload("Certificate of " + StringUtils.capitalize(user.getName()) + ".pdf");
	}

}
