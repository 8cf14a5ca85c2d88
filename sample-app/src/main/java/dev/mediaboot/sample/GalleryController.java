package dev.mediaboot.sample;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpSession;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
class GalleryController {

	private static final String LAST_VISIT = "lastVisit";

	private final Library library;

	private final DataSize largest;

	GalleryController(Library library, @Value("${spring.servlet.multipart.max-file-size}") DataSize largest) {
		this.library = library;
		this.largest = largest;
	}

	@GetMapping({ "/", "/gallery" })
	String gallery(HttpSession session, Model model) throws IOException {
		Instant now = Instant.now();
		Instant lastVisit = (session.getAttribute(LAST_VISIT) instanceof Instant time) ? time : now;
		session.setAttribute(LAST_VISIT, now);
		Map<Kind, List<Item>> shelves = this.library.items().stream().collect(Collectors.groupingBy(Item::kind));
		for (Kind kind : Kind.values()) {
			model.addAttribute(kind.name().toLowerCase(Locale.ROOT), shelves.getOrDefault(kind, List.of()));
		}
		model.addAttribute("companions", companions(shelves));
		model.addAttribute("library", this.library);
		model.addAttribute("lastVisit", lastVisit);
		return "gallery";
	}

	@PostMapping("/uploads")
	String upload(@RequestParam MultipartFile file, RedirectAttributes redirect) throws IOException {
		if (file.isEmpty()) {
			redirect.addFlashAttribute("problem", "Choose a file first.");
		}
		else {
			redirect.addFlashAttribute("message", "“" + this.library.store(file) + "” has been added to the library.");
		}
		return "redirect:/gallery";
	}

	@ExceptionHandler(MaxUploadSizeExceededException.class)
	String tooLarge(RedirectAttributes redirect) {
		redirect.addFlashAttribute("problem",
				"The file is too large. The limit is " + this.largest.toMegabytes() + " MB.");
		return "redirect:/gallery";
	}

	/**
	 * Handles an unreadable upload, such as a file name with a NUL or a body that ends
	 * early.
	 */
	@ExceptionHandler(MultipartException.class)
	String unreadable(RedirectAttributes redirect) {
		redirect.addFlashAttribute("problem", "The upload could not be read.");
		return "redirect:/gallery";
	}

	private static Set<String> companions(Map<Kind, List<Item>> shelves) {
		return shelves.getOrDefault(Kind.COMPANION, List.of())
			.stream()
			.map((item) -> item.path().toString())
			.collect(Collectors.toUnmodifiableSet());
	}

}
