// Pointer and touch on the graph: drag, wheel, pinch, hover, choose.

/** `on`: hover(hit, x, y), choose(hit), open(hit) for a double click. */
export function hold(scene, on) {
  const canvas = scene.canvas;
  const fingers = new Map();
  let moved = 0;
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, place(event));
    if (fingers.size === 1) moved = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = place(event);
    const before = fingers.get(event.pointerId);
    if (!before) {
      const hit = scene.at(x, y);
      canvas.classList.toggle("over", hit !== null);
      on.hover(hit, x, y);
      return;
    }
    moved += Math.hypot(x - before[0], y - before[1]);
    if (fingers.size === 1) {
      if (moved > 4) {
        canvas.classList.add("moving");
        scene.pan(x - before[0], y - before[1]);
      }
    } else {
      const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
      const was = Math.hypot(before[0] - other[0], before[1] - other[1]);
      scene.zoom(Math.hypot(x - other[0], y - other[1]) / Math.max(1, was), (x + other[0]) / 2, (y + other[1]) / 2);
    }
    if (moved > 4 || fingers.size > 1) fingers.set(event.pointerId, [x, y]);
  });
  const up = (event) => {
    canvas.classList.remove("moving");
    if (fingers.delete(event.pointerId) && moved <= 4 && event.type === "pointerup") on.choose(scene.at(...place(event)));
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("pointerleave", () => on.hover(null, 0, 0));
  canvas.addEventListener("dblclick", (event) => on.open(scene.at(...place(event))));
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    if (event.ctrlKey || event.deltaMode === 1 || Math.abs(event.deltaY) >= 40) scene.zoom(Math.exp(-event.deltaY * 0.0016), ...place(event));
    else scene.pan(-event.deltaX, -event.deltaY);
  }, { passive: false });
}
