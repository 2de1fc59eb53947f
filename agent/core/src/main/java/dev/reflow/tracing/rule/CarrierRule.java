package dev.reflow.tracing.rule;

import dev.reflow.tracing.config.Origin;

/**
 * A type of objects that carry messages: each is stamped with the context it was made in.
 *
 * @param origin of the rule's {@code type}
 */
public record CarrierRule(
    String name, Origin origin, boolean builtIn, boolean framework, TypePattern type) {}
