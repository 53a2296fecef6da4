// What JupyterLab loads first: a module-federation container written by hand, so that no build step is needed.
(() => {
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  let shared;

  /** Return one of JupyterLab's own modules, the version that is running. */
  async function module(name) {
    const versions = Object.values(shared[name]);
    const factory = await versions[0].get();
    return factory();
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB.nbcare = {
    init: (scope) => {
      shared = scope;
    },
    get: async () => {
      const { plugin } = await import(new URL("lab/plugin.js", here).href);
      const made = await plugin(module);
      return () => ({ __esModule: true, default: made });
    },
  };
})();
