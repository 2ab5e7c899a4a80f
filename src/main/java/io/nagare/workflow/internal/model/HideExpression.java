package io.nagare.workflow.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.nagare.workflow.FormField.Condition;

/**
 * When a form hides a field, read from its FEEL: comparisons of other answers with texts
 * and truth values. Tasklist evaluates all of FEEL; what is read here is followed by the
 * portal and the server, too.
 *
 * @param askedWhen what must hold for the field to be shown, the choice of the action
 * left out
 * @param namesAction whether the action is asked, too
 * @param whole whether nothing stands there that was not read
 */
public record HideExpression(List<Condition> askedWhen, boolean namesAction, boolean whole) {

	private static final Pattern COMPARISON = Pattern
		.compile("([A-Za-z_]\\w*)\\s*(!?=)\\s*(?:\"([^\"]*)\"|(true|false))");

	private static final Pattern NOT = Pattern.compile("not\\s*\\(\\s*([A-Za-z_]\\w*)\\s*\\)");

	private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

	/** Each begins at a first blank, and at no other: many blanks are read once. */
	private static final Pattern OR = Pattern.compile("(?<!\\s)\\s++or\\s++");

	private static final Pattern AND = Pattern.compile("(?<!\\s)\\s++and\\s++");

	/**
	 * Reads an expression.
	 * @param hide with or without the equals sign before it; blank for what is never
	 * hidden
	 * @param answers keys of the form that carry an answer
	 */
	public static HideExpression read(String hide, Set<String> answers) {
		String expression = hide.strip();
		if (expression.startsWith("=")) {
			expression = expression.substring(1).strip();
		}
		List<Condition> shown = new ArrayList<>();
		boolean action = false;
		boolean whole = true;
		// hidden by any of these: shown where none of them is true
		for (String part : expression.isEmpty() ? new String[0] : OR.split(expression, -1)) {
			Condition condition = shownUnless(part.strip());
			if (condition == null || !answers.contains(condition.key())) {
				whole = false;
			}
			else if (condition.key().equals(Form.ACTION)) {
				action = true;
			}
			else {
				shown.add(condition);
			}
		}
		return new HideExpression(List.copyOf(shown), action, whole);
	}

	/** What must hold so that this is not true; null for what is no such comparison. */
	private static @Nullable Condition shownUnless(String part) {
		Matcher not = NOT.matcher(part);
		if (not.matches()) {
			return new Condition(not.group(1), true, List.of("true"));
		}
		if (NAME.matcher(part).matches()) {
			return new Condition(part, false, List.of("true"));
		}
		String key = null;
		List<String> values = new ArrayList<>();
		String[] comparisons = AND.split(part, -1);
		for (String comparison : comparisons) {
			Matcher matcher = COMPARISON.matcher(comparison.strip());
			if (!matcher.matches() || (key != null && !key.equals(matcher.group(1)))) {
				return null;
			}
			key = matcher.group(1);
			boolean equal = matcher.group(2).equals("=");
			if (equal && comparisons.length > 1) {
				return null;
			}
			values.add((matcher.group(3) != null) ? matcher.group(3) : matcher.group(4));
			if (equal) {
				return new Condition(key, false, List.copyOf(values));
			}
		}
		return (key != null) ? new Condition(key, true, List.copyOf(values)) : null;
	}

}
