package io.nagare.graphql;

import java.util.HashMap;
import java.util.Map;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import org.jspecify.annotations.Nullable;

/**
 * How much a document asks for, with what its fragments hold as often as they are spread.
 *
 * @param depth how many fields lie above the deepest
 */
record QuestionSize(int fields, int aliases, int depth) {

	private static final QuestionSize NOTHING = new QuestionSize(0, 0, 0);

	/** Fragments of fragments grow without end. */
	private static final int MOST = 1_000_000;

	/** Of all its operations together. */
	static QuestionSize of(Document document) {
		Counting counting = new Counting(document);
		QuestionSize all = NOTHING;
		for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
			all = all.and(counting.of(operation.getSelectionSet()));
		}
		for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
			all = all.or(counting.ofFragment(fragment.getName()));
		}
		return all;
	}

	private QuestionSize and(QuestionSize other) {
		return new QuestionSize(Math.min(MOST, this.fields + other.fields),
				Math.min(MOST, this.aliases + other.aliases), Math.max(this.depth, other.depth));
	}

	private QuestionSize or(QuestionSize other) {
		return new QuestionSize(Math.max(this.fields, other.fields), Math.max(this.aliases, other.aliases),
				Math.max(this.depth, other.depth));
	}

	private QuestionSize below(Field field) {
		return new QuestionSize(this.fields + 1, this.aliases + ((field.getAlias() != null) ? 1 : 0),
				(field.getSelectionSet() != null) ? this.depth + 1 : 0);
	}

	private static final class Counting {

		private final Map<String, FragmentDefinition> fragments = new HashMap<>();

		/** Nothing, while it is counted: what spreads itself is refused elsewhere. */
		private final Map<String, QuestionSize> counted = new HashMap<>();

		Counting(Document document) {
			document.getDefinitionsOfType(FragmentDefinition.class)
				.forEach((fragment) -> this.fragments.put(fragment.getName(), fragment));
		}

		QuestionSize of(@Nullable SelectionSet selected) {
			QuestionSize size = NOTHING;
			if (selected != null) {
				for (Selection<?> one : selected.getSelections()) {
					size = size.and(of(one));
				}
			}
			return size;
		}

		private QuestionSize of(Selection<?> one) {
			if (one instanceof Field field) {
				return of(field.getSelectionSet()).below(field);
			}
			return (one instanceof InlineFragment inline) ? of(inline.getSelectionSet())
					: ofFragment(((FragmentSpread) one).getName());
		}

		QuestionSize ofFragment(String name) {
			QuestionSize known = this.counted.get(name);
			FragmentDefinition fragment = this.fragments.get(name);
			if (known != null || fragment == null) {
				return (known != null) ? known : NOTHING;
			}
			this.counted.put(name, NOTHING);
			QuestionSize size = of(fragment.getSelectionSet());
			this.counted.put(name, size);
			return size;
		}

	}

}
