package io.nagare.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ConstantDynamic;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.util.ClassUtils;

/**
 * Keeps rules to their facts. What compiled rules call is read from their bytecode, where
 * no way of writing hides it, and must be a {@link Fact}, a value class of Java or what
 * Drools generates calls to. How long they run and what they use up is bounded by
 * {@link RuleBudget}, so nothing is let through that escapes it: a method that makes much
 * out of little at one stroke, or a block that would catch its error.
 */
final class RuleTypePolicy {

	/** All rules live in this package; nobody writes the class beside it. */
	private static final String RULES = "rules/";

	private static final String GENERATED = "org/drools/project/model/ProjectModel_";

	/** What can be called freely: it computes, and touches nothing else. */
	private static final Pattern VALUES = Pattern.compile(
			"java/lang/(Boolean|Byte|Character|CharSequence|Comparable|Double|Enum|Float|Integer|Iterable|Long|Math"
					+ "|Number|Object|Short|String|StringBuilder|IllegalArgumentException|IllegalStateException"
					+ "|RuntimeException)|java/math/\\w+|java/time/(\\w+|format/\\w+)"
					+ "|java/util/(Array(List|s)|Collections?|Comparator|(Linked)?Hash(Map|Set)|Tree(Map|Set)|Iterator|List"
					+ "|Map(\\$Entry)?|Objects|Optional|Set|UUID|function/\\w+|regex/\\w+|stream/\\w+)");

	/** What Drools' compiler writes of itself. */
	private static final Pattern LANGUAGE = Pattern
		.compile("org/drools/model/(?!codegen/|Drools$|DroolsEntryPoint$).+|org/drools/modelcompiler/dsl/pattern/D"
				+ "|org/drools/modelcompiler/util/EvaluationUtil|org/drools/core/base/accumulators/\\w+");

	/** Methods that go their own ways. */
	private static final Map<String, Set<String>> ALLOWED = Map.of( //
			"java/lang/System", Set.of("arraycopy"), //
			"java/util/Locale", Set.of("ENGLISH"), //
			"org/drools/model/Drools", Set.of("insert", "update", "delete"), //
			"org/drools/util/DateUtils", Set.of("getDateFormatMask"), //
			"java/lang/invoke/LambdaMetafactory", Set.of("metafactory", "altMetafactory"), //
			"java/lang/invoke/StringConcatFactory", Set.of("makeConcatWithConstants"));

	private static final Set<String> DENIED = Set.of("getClass", "wait", "notify", "notifyAll", "getBoolean",
			"getInteger", "getLong", "executeScript", "format", "formatted", "replaceAll", "replaceFirst", "split",
			"splitAsStream", "asPredicate", "asMatchPredicate", "joining", "nCopies", "generate", "iterate", "range",
			"rangeClosed", "setLength", "ensureCapacity", "copyOf", "copyOfRange");

	/** Numbers are compared and shown; computing with them may need any room. */
	private static final Pattern NUMBERS = Pattern.compile("java/math/Big(Decimal|Integer)");

	private static final Set<String> OF_NUMBERS = Set.of("<init>", "valueOf", "compareTo", "equals", "hashCode",
			"signum", "negate", "abs", "toString", "ZERO", "ONE", "TEN");

	/** Who caught these would go on beyond his budget; so would {@code finally}. */
	private static final Set<String> UNCATCHABLE = Set.of("java/lang/Throwable", "java/lang/Error",
			"java/lang/VirtualMachineError", "java/lang/StackOverflowError", "java/lang/OutOfMemoryError");

	/**
	 * {@link RuleMeter} bounds a call of these, and cannot where they are only referred
	 * to.
	 */
	private static final Set<String> CALLED_ONLY = Set.of("repeat", "replace", "join", "matches", "matcher");

	private final Set<String> own;

	private final ClassLoader classes;

	private final Set<String> beyond = new TreeSet<>();

	private RuleTypePolicy(Set<String> own, ClassLoader classes) {
		this.own = own;
		this.classes = classes;
	}

	/**
	 * What is out of reach, a sentence for each call.
	 * @param compiled the class files of the rules
	 * @param classes where the rules find other classes
	 */
	static List<String> beyond(List<byte[]> compiled, ClassLoader classes) {
		List<ClassReader> readers = compiled.stream().map(ClassReader::new).toList();
		RuleTypePolicy reach = new RuleTypePolicy(
				readers.stream().map(ClassReader::getClassName).collect(Collectors.toSet()), classes);
		for (ClassReader reader : readers) {
			String name = reader.getClassName();
			if (!name.startsWith(GENERATED)) {
				if (!name.startsWith(RULES)) {
					return List.of("The package must begin with \"rules.\"");
				}
				reader.accept(reach.new Calls(), ClassReader.SKIP_DEBUG);
			}
		}
		return reach.beyond.stream().map((call) -> "Rules may not use " + call).toList();
	}

	private void check(String owner, String name) {
		boolean free = VALUES.matcher(owner).matches() || LANGUAGE.matcher(owner).matches() || owner.startsWith("[");
		if (NUMBERS.matcher(owner).matches() && !OF_NUMBERS.contains(name)) {
			free = false;
		}
		boolean allowed = this.own.contains(owner) || ALLOWED.getOrDefault(owner, Set.of()).contains(name)
				|| (free && !DENIED.contains(name)) || isFact(owner);
		if (!allowed) {
			this.beyond.add((owner + "." + name).replace('/', '.'));
		}
	}

	private boolean isFact(String owner) {
		String name = owner.replace('/', '.');
		return ClassUtils.isPresent(name, this.classes)
				&& ClassUtils.resolveClassName(name, this.classes).isAnnotationPresent(Fact.class);
	}

	private final class Calls extends ClassVisitor {

		private Calls() {
			super(SpringAsmInfo.ASM_VERSION);
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
				String[] exceptions) {
			return new MethodVisitor(this.api) {
				@Override
				public void visitMethodInsn(int opcode, String owner, String name, String descriptor,
						boolean isInterface) {
					check(owner, name);
				}

				@Override
				public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
					check(owner, name);
				}

				@Override
				public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap,
						Object... arguments) {
					check(bootstrap.getOwner(), bootstrap.getName());
					for (Object argument : arguments) {
						if (argument instanceof Handle handle) {
							check(handle.getOwner(), handle.getName());
							if (VALUES.matcher(handle.getOwner()).matches()
									&& (CALLED_ONLY.contains(handle.getName()) || handle.getDesc().endsWith("I)V"))) {
								RuleTypePolicy.this.beyond.add("a reference to " + handle.getName());
							}
						}
					}
				}

				@Override
				public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
					if (type == null || UNCATCHABLE.contains(type)) {
						RuleTypePolicy.this.beyond.add("finally, nor catch Throwable or Error");
					}
				}

				@Override
				public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
					RuleTypePolicy.this.beyond.add("arrays of arrays");
				}

				@Override
				public void visitLdcInsn(Object value) {
					if (value instanceof Handle || value instanceof ConstantDynamic) {
						RuleTypePolicy.this.beyond.add("a method handle");
					}
				}
			};
		}

	}

}
