package dev.reflow.tracing.capture;

import java.lang.ref.WeakReference;
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

  /**
   * Of the class that came last: most programs have one. Weak, because the agent must not keep the
   * class alive. Racy on purpose.
   */
  private WeakReference<CarrierFields> last = new WeakReference<>(CarrierFields.NONE);

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
    CarrierFields usual = last.get();
    if (usual != null && usual.type == object.getClass()) {
      return usual;
    }
    CarrierFields found = known.get(object.getClass());
    if (found != CarrierFields.NONE && usual != found) {
      last = new WeakReference<>(found);
    }
    return found;
  }
}
