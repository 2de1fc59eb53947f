package dev.reflow.tracing.capture;

import org.jspecify.annotations.Nullable;

/** The {@link CarrierFields} of each class. Any thread; while there is no carrier, one load. */
final class Carriers {

  private final ClassValue<CarrierFields> known =
      new ClassValue<>() {
        @Override
        protected CarrierFields computeValue(Class<?> type) {
          return CarrierFields.find(type);
        }
      };

  /** The class that came last: most programs have one. Racy on purpose. */
  private CarrierFields last = CarrierFields.NONE;

  private boolean exist;

  /** Of a carrier that was just made. */
  CarrierFields ofNew(Object carrier) {
    exist = true;
    return find(carrier);
  }

  /** Of any object; {@link CarrierFields#NONE} of one that is no carrier. */
  CarrierFields of(@Nullable Object object) {
    return exist && object != null ? find(object) : CarrierFields.NONE;
  }

  private CarrierFields find(Object object) {
    CarrierFields found = last;
    if (found.type != object.getClass()) {
      found = known.get(object.getClass());
      if (found != CarrierFields.NONE) {
        last = found;
      }
    }
    return found;
  }
}
