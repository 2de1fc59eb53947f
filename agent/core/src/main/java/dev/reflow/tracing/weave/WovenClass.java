package dev.reflow.tracing.weave;

import java.util.Map;

/**
 * How a class is woven: kept for as long as the class, so that it comes out the same whenever it is
 * transformed again. Immutable; knows no class loader.
 *
 * @param sites by name and descriptor of the method
 * @param stateField whether the class has the state field
 * @param originField whether the class has the origin field, and its constructors set it
 */
record WovenClass(Map<String, Site> sites, boolean stateField, boolean originField) {

  boolean isEmpty() {
    return sites.isEmpty() && !originField;
  }

  boolean passesOther() {
    return sites.values().stream().anyMatch(Site::passesOther);
  }

  boolean has(Site.Kind kind) {
    return sites.values().stream().anyMatch(site -> site.kind() == kind);
  }
}
