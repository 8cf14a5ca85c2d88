package dev.mediaboot.sample;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Shows what is mounted, and how mounts are added and removed while the application runs.
 */
@Controller
@RequestMapping("/mounts")
class MountsController {

	private static final String EXTRA = "/extra";

	private final MediaRegistry media;

	private final Library library;

	MountsController(MediaRegistry media, Library library) {
		this.media = media;
		this.library = library;
	}

	@GetMapping
	String mounts(Model model) {
		model.addAttribute("mounts", this.media.mounts());
		model.addAttribute("extra", EXTRA);
		model.addAttribute("mounted", this.media.find(EXTRA) != null);
		return "mounts";
	}

	@PostMapping("/extra")
	String mount(RedirectAttributes redirect) {
		try {
			this.media.remount(Mount.of(EXTRA, this.library.directory("audio")).withContent(Mount.Content.USER));
		}
		catch (InvalidMountException ex) {
			redirect.addFlashAttribute("problem", ex.getMessage() + ". " + ex.getAction());
		}
		return "redirect:/mounts";
	}

	@PostMapping("/extra/remove")
	String unmount() {
		this.media.unmount(EXTRA);
		return "redirect:/mounts";
	}

}
