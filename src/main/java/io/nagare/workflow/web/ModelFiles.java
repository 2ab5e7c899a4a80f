package io.nagare.workflow.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

import io.nagare.shared.HeapShare;
import io.nagare.shared.Refusal;

/** Files of models in a request. */
public final class ModelFiles {

	private static final int MOST_FILES = 200;

	private ModelFiles() {
	}

	/**
	 * As Modeler sends them: the part's name says nothing, the file's does.
	 * @param others names of parts that are no models
	 */
	public static Map<String, byte[]> required(MultipartHttpServletRequest request, String... others) {
		Map<String, byte[]> files = optional(request, others);
		if (files.isEmpty()) {
			throw Refusal.invalid("files", "required");
		}
		return files;
	}

	/** The same, where there may be none. */
	public static Map<String, byte[]> optional(MultipartHttpServletRequest request, String... others) {
		Map<String, byte[]> contents = new TreeMap<>();
		List<MultipartFile> files = request.getMultiFileMap()
			.values()
			.stream()
			.flatMap(List::stream)
			.filter((file) -> !List.of(others).contains(file.getName()))
			.toList();
		if (files.size() > MOST_FILES) {
			throw Refusal.invalid("files", "too_many_files", MOST_FILES);
		}
		if (!files.isEmpty() && request.getAttribute(HeapShare.class.getName()) instanceof HeapShare share) {
			share.takeForModels(files.stream().mapToLong(MultipartFile::getSize).sum());
		}
		for (MultipartFile file : files) {
			String name = (file.getOriginalFilename() != null) ? file.getOriginalFilename() : "";
			try {
				if (name.isBlank() || contents.put(name, file.getBytes()) != null) {
					throw Refusal.invalid("files", name.isBlank() ? "required" : "id_twice", name);
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return contents;
	}

	/**
	 * The versions that the files were made from, by key; empty where nothing is said.
	 * @throws Refusal VALIDATION_FAILED for what is not key=version
	 */
	public static Map<String, String> base(MultipartHttpServletRequest request) {
		Map<String, String> base = new TreeMap<>();
		for (String said : Objects.requireNonNullElse(request.getParameterValues("base"), new String[0])) {
			String[] parts = said.strip().split("=", 2);
			if (parts.length < 2) {
				throw Refusal.invalid("base", "invalid_base", said);
			}
			base.put(parts[0], parts[1]);
		}
		return base;
	}

	/** Hands a file out, to be saved. */
	public static ResponseEntity<Resource> answer(String name, MediaType type, byte[] content) {
		return ResponseEntity.ok()
			.contentType(type)
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString())
			.body(new ByteArrayResource(content));
	}

	/** What is said beside the files, which must be said. */
	public static String text(MultipartHttpServletRequest request, String field, int most) {
		String said = request.getParameter(field);
		if (said == null || said.isBlank()) {
			throw Refusal.invalid(field, "required");
		}
		if (said.length() > most) {
			throw Refusal.invalid(field, "too_long", most);
		}
		return said.strip();
	}

}
