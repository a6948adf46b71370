// Starts the app. A file of its own, since the content security policy forbids inline scripts.
// Trunk writes the names of the two files it loads onto the script element.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
try {
  const app = await import(js);
  await app.default({ module_or_path: wasm });
  document.documentElement.dataset.app = "started";
} catch (error) {
  document.documentElement.dataset.app = "failed";
  document.getElementById("boot-failed")?.removeAttribute("hidden");
  throw error;
}
