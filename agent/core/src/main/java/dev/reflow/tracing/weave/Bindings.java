package dev.reflow.tracing.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.ArgumentHandler;
import net.bytebuddy.asm.Advice.OffsetMapping.Target;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;
import net.bytebuddy.implementation.bytecode.constant.NullConstant;
import net.bytebuddy.implementation.bytecode.member.MethodVariableAccess;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Says, for the methods of one class, how each {@link Binding} of the advice is read. Looks up no
 * type of the application. Used by one thread.
 */
final class Bindings {

  private static final TypeDescription OBJECT = TypeDescription.ForLoadedType.of(Object.class);
  private static final Target NULL = new Target.ForStackManipulation(NullConstant.INSTANCE);
  private static final int FIELD_ACCESS =
      Opcodes.ACC_PRIVATE | Opcodes.ACC_TRANSIENT | Opcodes.ACC_SYNTHETIC;

  private final WovenClass woven;

  Bindings(WovenClass woven) {
    this.woven = woven;
  }

  /** Advice that reads its parameters for the methods of this class. */
  Advice.WithCustomMapping mapping() {
    return Advice.withCustomMapping()
        .bind(
            Binding.SiteNumber.class,
            (type, method, assigner, handler, sort) ->
                new Target.ForStackManipulation(IntegerConstant.forValue(site(method).number())))
        .bind(Binding.State.class, (type, method, assigner, handler, sort) -> state(type, method))
        .bind(
            Binding.Message.class,
            (type, method, assigner, handler, sort) -> message(method, assigner, handler))
        .bind(
            Binding.Other.class,
            (type, method, assigner, handler, sort) -> other(method, assigner, handler))
        .bind(
            Binding.Arguments.class,
            (type, method, assigner, handler, sort) -> arguments(method, assigner, handler))
        .bind(
            Binding.Result.class,
            (type, method, assigner, handler, sort) -> result(method, assigner, handler))
        .bind(
            Binding.Origin.class,
            (type, method, assigner, handler, sort) ->
                new Target.ForField.ReadWrite(field(type, WovenMethod.ORIGIN_FIELD)));
  }

  private Site site(MethodDescription method) {
    Site site = woven.sites().get(method.getInternalName() + method.getDescriptor());
    if (site == null) {
      throw new IllegalStateException("no site for " + method);
    }
    return site;
  }

  private Target state(TypeDescription type, MethodDescription method) {
    return woven.stateField() && !method.isStatic()
        ? new Target.ForField.ReadOnly(field(type, WovenMethod.STATE_FIELD))
        : NULL;
  }

  private Target message(MethodDescription method, Assigner assigner, ArgumentHandler handler) {
    return argument(site(method).messageArgument(), method, assigner, handler);
  }

  private Target other(MethodDescription method, Assigner assigner, ArgumentHandler handler) {
    return argument(site(method).otherArgument(), method, assigner, handler);
  }

  private static Target argument(
      int index, MethodDescription method, Assigner assigner, ArgumentHandler handler) {
    return index < 0
        ? NULL
        : new Target.ForStackManipulation(
            load(method.getParameters().get(index), assigner, handler));
  }

  private Target arguments(MethodDescription method, Assigner assigner, ArgumentHandler handler) {
    if (!site(method).passesArguments()) {
      return NULL;
    }
    List<StackManipulation> loads = new ArrayList<>();
    for (ParameterDescription parameter : method.getParameters()) {
      loads.add(load(parameter, assigner, handler));
    }
    return new Target.ForArray.ReadOnly(OBJECT.asGenericType(), loads);
  }

  private Target result(MethodDescription method, Assigner assigner, ArgumentHandler handler) {
    return site(method).passesResult()
        ? new Target.ForStackManipulation(
            load(method.getReturnType(), handler.returned(), assigner))
        : NULL;
  }

  private static StackManipulation load(
      ParameterDescription parameter, Assigner assigner, ArgumentHandler handler) {
    return load(parameter.getType(), handler.argument(parameter.getOffset()), assigner);
  }

  /** Reads a variable as an object; whatever is none yet is boxed. */
  private static StackManipulation load(TypeDefinition type, int offset, Assigner assigner) {
    if (!type.isPrimitive()) {
      return MethodVariableAccess.REFERENCE.loadFrom(offset);
    }
    return new StackManipulation.Compound(
        MethodVariableAccess.of(type).loadFrom(offset),
        assigner.assign(type.asGenericType(), OBJECT.asGenericType(), Assigner.Typing.DYNAMIC));
  }

  private static FieldDescription field(TypeDescription type, String name) {
    return new FieldDescription.Latent(type, name, FIELD_ACCESS, OBJECT.asGenericType(), List.of());
  }

  /** The flags of every woven field: neither Java serialization nor reflection's users mind it. */
  static int fieldAccess() {
    return FIELD_ACCESS;
  }
}
