// Seeded random events on everything a learner can touch.
(() => {
  const TEXTS = ["", "0.5", "0,61", "1-2", "1,234", "-", "words", "12 L", "<b>x</b>"];
  const CONTROLS = ".nbc-root :is(input, select, button, textarea, summary, label, li, .nbc-drop, [tabindex])";

  function generator(seed) {
    let state = seed >>> 0;
    return (most) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * most);
    };
  }

  function act(el, next) {
    const fire = (type, options) => el.dispatchEvent(new Event(type, { bubbles: true, ...options }));
    const key = [
      "ArrowUp",
      "ArrowDown",
      "ArrowLeft",
      "ArrowRight",
      "Home",
      "End",
      "Enter",
      " ",
      "Escape",
      "Tab",
      "a",
      "7",
    ][next(12)];
    const drag = (type) =>
      el.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() }));
    if (el.tagName === "SELECT") {
      el.selectedIndex = next(el.options.length);
      if (el.selectedOptions[0]?.disabled) el.selectedIndex = 0;
      return fire("change");
    }
    if (el.type === "text" || el.tagName === "TEXTAREA") {
      el.value = TEXTS[next(TEXTS.length)];
      fire("input");
      return next(3) === 0 ? el.dispatchEvent(new FocusEvent("blur")) : null;
    }
    [
      () => el.click(),
      () => el.click(),
      () => el.focus(),
      () => el.blur(),
      () => el.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })),
      () => drag("dragstart"),
      () => drag("dragover"),
      () => drag("drop"),
      () => drag("dragend"),
    ][next(9)]();
  }

  window.storm = async (seed, events) => {
    const next = generator(seed);
    for (let i = 0; i < events; i += 1) {
      // A button that does not show, such as one of a conflict that is not, cannot be pressed.
      const controls = document.querySelectorAll(CONTROLS);
      let control = null;
      while (!control?.checkVisibility()) control = controls[next(controls.length)];
      act(control, next);
      if (i % 250 === 0) await new Promise((done) => setTimeout(done));
    }
    document.activeElement?.blur();
    // Nobody writes on in a box that has not the focus: half a number left there is told as one.
    for (const box of document.querySelectorAll(".nbc-root input[type=text]"))
      box.dispatchEvent(new FocusEvent("blur"));
  };
})();
