package dev.mediaboot.sample;

import java.io.IOException;
import java.util.Comparator;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Shows a table of all files. Its style sheet and its script come from the starter's jar.
 */
@Controller
@RequestMapping("/admin")
class AdminController {

	private final Library library;

	AdminController(Library library) {
		this.library = library;
	}

	@GetMapping
	String files(Model model) throws IOException {
		model.addAttribute("items",
				this.library.items().stream().sorted(Comparator.comparing((item) -> item.path().toString())).toList());
		return "admin";
	}

	@PostMapping("/delete")
	String delete(@RequestParam String name, RedirectAttributes redirect) throws IOException {
		boolean deleted = this.library.deleteUpload(name);
		redirect.addFlashAttribute("message",
				deleted ? "“" + name + "” has been deleted." : "There is no upload named “" + name + "”.");
		return "redirect:/admin";
	}

}
