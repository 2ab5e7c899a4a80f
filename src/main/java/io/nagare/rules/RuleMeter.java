package io.nagare.rules;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;

/**
 * Writes calls of {@link RuleBudget} into compiled rules: before each call and each way
 * back in a loop, where room is made, and in place of the few methods that make much out
 * of little at one stroke.
 */
final class RuleMeter {

	private static final String BUDGET = "io/nagare/rules/RuleBudget";

	private static final String TEXT = "java/lang/String";

	/** Methods that have a bounded one in their place, with its descriptor. */
	private static final Map<String, String> BOUNDED = Map.of( //
			TEXT + ".repeat(I)Ljava/lang/String;", "(Ljava/lang/String;I)Ljava/lang/String;", //
			TEXT + ".replace(Ljava/lang/CharSequence;Ljava/lang/CharSequence;)Ljava/lang/String;",
			"(Ljava/lang/String;Ljava/lang/CharSequence;Ljava/lang/CharSequence;)Ljava/lang/String;", //
			TEXT + ".join(Ljava/lang/CharSequence;Ljava/lang/Iterable;)Ljava/lang/String;",
			"(Ljava/lang/CharSequence;Ljava/lang/Iterable;)Ljava/lang/String;", //
			TEXT + ".join(Ljava/lang/CharSequence;[Ljava/lang/CharSequence;)Ljava/lang/String;",
			"(Ljava/lang/CharSequence;[Ljava/lang/CharSequence;)Ljava/lang/String;", //
			TEXT + ".matches(Ljava/lang/String;)Z", "(Ljava/lang/String;Ljava/lang/String;)Z", //
			"java/util/regex/Pattern.matcher(Ljava/lang/CharSequence;)Ljava/util/regex/Matcher;",
			"(Ljava/util/regex/Pattern;Ljava/lang/CharSequence;)Ljava/util/regex/Matcher;");

	private RuleMeter() {
	}

	/** The same class, metered. */
	static byte[] metered(byte[] compiled) {
		ClassReader reader = new ClassReader(compiled);
		ClassWriter writer = new ClassWriter(reader, 0);
		reader.accept(new ClassVisitor(SpringAsmInfo.ASM_VERSION, writer) {
			@Override
			public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
					String[] exceptions) {
				return new Metered(super.visitMethod(access, name, descriptor, signature, exceptions));
			}
		}, 0);
		return writer.toByteArray();
	}

	private static final class Metered extends MethodVisitor {

		private final Set<Label> passed = new HashSet<>();

		private Metered(MethodVisitor writer) {
			super(SpringAsmInfo.ASM_VERSION, writer);
		}

		private void call(String name, String descriptor) {
			super.visitMethodInsn(Opcodes.INVOKESTATIC, BUDGET, name, descriptor, false);
		}

		@Override
		public void visitLabel(Label label) {
			this.passed.add(label);
			super.visitLabel(label);
		}

		@Override
		public void visitJumpInsn(int opcode, Label label) {
			if (this.passed.contains(label)) {
				call("step", "()V");
			}
			super.visitJumpInsn(opcode, label);
		}

		@Override
		public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
			call("step", "()V");
			super.visitTableSwitchInsn(min, max, otherwise, labels);
		}

		@Override
		public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
			call("step", "()V");
			super.visitLookupSwitchInsn(otherwise, keys, labels);
		}

		@Override
		public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
			call("step", "()V");
			String bounded = BOUNDED.get(owner + "." + name + descriptor);
			if (bounded != null) {
				call(name, bounded);
				return;
			}
			if (name.equals("<init>") && descriptor.endsWith("I)V") && owner.startsWith("java/")) {
				call("size", "(I)I");
			}
			if (name.equals("insert") && owner.startsWith("org/drools/")) {
				call("insert", "()V");
			}
			super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
		}

		@Override
		public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
			call("step", "()V");
			super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
		}

		@Override
		public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
			if (owner.equals("org/drools/model/operators/MatchesOperator")) {
				super.visitFieldInsn(opcode, BUDGET, "MATCHES", "Lorg/drools/model/functions/Operator$SingleValue;");
				return;
			}
			super.visitFieldInsn(opcode, owner, name, descriptor);
		}

		@Override
		public void visitIntInsn(int opcode, int operand) {
			if (opcode == Opcodes.NEWARRAY) {
				call("size", "(I)I");
			}
			super.visitIntInsn(opcode, operand);
		}

		@Override
		public void visitTypeInsn(int opcode, String type) {
			if (opcode == Opcodes.ANEWARRAY) {
				call("size", "(I)I");
			}
			super.visitTypeInsn(opcode, type);
		}

	}

}
