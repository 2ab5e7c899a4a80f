package io.nagare.signin.web;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Permissions as people read them, under what they are about. */
@Component
class PermissionWords {

	private final MessageSource messages;

	PermissionWords(MessageSource messages) {
		this.messages = messages;
	}

	/** What nobody has put into words, as types of a tenant's own, stands as it is. */
	List<Group> grouped(Set<String> permissions, Locale locale) {
		SortedMap<String, List<String>> actions = new TreeMap<>(new TreeSet<>(permissions).stream()
			.collect(Collectors.groupingBy((permission) -> permission.substring(0, permission.indexOf(':')))));
		return actions.entrySet()
			.stream()
			.map((entry) -> new Group(said("permission.resource." + entry.getKey(), entry.getKey(), locale),
					entry.getValue()
						.stream()
						.map((permission) -> permission.substring(permission.indexOf(':') + 1))
						.map((action) -> said("permission.action." + action, action, locale))
						.toList()))
			.toList();
	}

	private String said(String key, String otherwise, Locale locale) {
		return this.messages.getMessage(key, null, otherwise.replace('_', ' '), locale);
	}

	/** Everything about one thing. */
	record Group(String resource, List<String> actions) {
	}

}
